import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const folders = ["app", "components", "db", "lib"];
const files = [
  "instrumentation.ts",
  "next.config.js",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
const notBuilt = /\.(test|e2e)\.tsx?$|\.sql$/;

/** Where the built server starts, relative to the repository. */
export const serverFile = join(".next", "standalone", "server.js");

type Run = (
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv,
) => Promise<{ code: number | null; output: string }>;

/** Whether `.next` holds a finished build of exactly these sources. */
export function isBuilt(root: string): boolean {
  const stamp = join(root, ".next", "framewatch-build");
  if (!existsSync(stamp) || !existsSync(join(root, serverFile))) return false;
  return readFileSync(stamp, "utf8") === fingerprint(root);
}

/**
 * Builds the app, and completes the standalone server with the files that it serves but does not hold.
 * @param run runs a Node.js program of the repository to its end
 * @returns whether the build succeeded, and what it printed
 */
export async function buildApp(root: string, run: Run): Promise<{ built: boolean; output: string }> {
  const stamp = join(root, ".next", "framewatch-build");
  const before = fingerprint(root);
  rmSync(stamp, { force: true });
  const environment = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const { code, output } = await run(join(root, "node_modules/next/dist/bin/next"), ["build"], environment);
  if (code !== 0) return { built: false, output };
  const standalone = join(root, ".next", "standalone");
  link(join("..", "..", "static"), join(standalone, ".next", "static"));
  link(join("..", "..", "public"), join(standalone, "public"));
  writeFileSync(stamp, before);
  return { built: true, output };
}

function link(target: string, path: string): void {
  rmSync(path, { recursive: true, force: true });
  if (existsSync(join(dirname(path), target))) symlinkSync(target, path, "dir");
}

function fingerprint(root: string): string {
  const hash = createHash("sha256").update(process.versions.node);
  const add = (path: string) =>
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)))
      .update("\0");
  for (const file of files) if (existsSync(join(root, file))) add(file);
  for (const folder of folders) for (const path of listFiles(root, folder)) add(path);
  return hash.digest("hex");
}

function listFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return listFiles(root, path);
      return notBuilt.test(entry.name) ? [] : [path];
    });
}
