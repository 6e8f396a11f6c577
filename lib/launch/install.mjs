import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const oldestNode = [20, 19];

/** Throws when this Node.js is too old to run Framewatch. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Error(
    `Framewatch needs Node.js ${oldestNode.join(".")} or later; this is ${process.versions.node}.`,
  );
}

/**
 * Installs what package-lock.json names where node_modules differs from it, through npm.
 * @param {string} root the repository
 */
export async function installMissing(root) {
  if (isInstalled(root)) return;
  console.log("Installing packages …");
  const script = process.env.npm_execpath;
  const [command, first] = script?.endsWith("js") ? [process.execPath, [script]] : ["npm", []];
  const args = [...first, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("exit", resolve);
  });
  if (code !== 0) throw new Error("The packages could not be installed: npm ci failed, see above.");
}

/** npm keeps beside the packages a list of what it installed; it is written last, and compared with ours. */
function isInstalled(root) {
  const list = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(list)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const found = JSON.parse(readFileSync(list, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === "" || (found[path] ? found[path].version === version : optional === true),
  );
}
