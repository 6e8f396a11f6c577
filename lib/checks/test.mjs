import { fileURLToPath } from "node:url";
import { checkNode, installMissing } from "../launch/install.mjs";

// `npm test`. Only what ships with Node.js may be imported until the packages are there.
const root = fileURLToPath(new URL("../..", import.meta.url));
try {
  process.chdir(root);
  checkNode();
  await installMissing(root);
  const { register } = await import("tsx/esm/api");
  register();
  const { runChecks } = await import("./run-checks.ts");
  process.exitCode = await runChecks(root);
} catch (error) {
  console.error(`The tests cannot run: ${error instanceof Error ? error.message : error}`);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
