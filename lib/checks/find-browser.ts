import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";

const programs = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome"];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The path of a Chromium for browser tests: CHROME_PATH, an installed Chrome or Chromium, the one that comes as an
 * npm package (linux-x64), or else Playwright's own, downloaded now. Throws when none can be had.
 */
export async function findBrowser(): Promise<string> {
  const found = process.env.CHROME_PATH || installedBrowser() || (await packagedBrowser());
  if (found) return found;
  const { chromium } = await import("playwright-core");
  if (!existsSync(chromium.executablePath())) {
    const home = dirname(createRequire(import.meta.url).resolve("playwright-core/package.json"));
    spawnSync(process.execPath, [join(home, "cli.js"), "install", "chromium"], { stdio: "inherit" });
  }
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  throw new Error("No browser for the tests: install Chrome or Chromium, or set CHROME_PATH to one.");
}

function installedBrowser(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return [...folders.flatMap((folder) => programs.map((name) => join(folder, name))), ...applications].find(
    isProgram,
  );
}

/**
 * The package unpacks itself into the temporary folder, where another user's copy may lie, so it is given one beside
 * our packages; and it brings the system libraries it needs only where it believes to be on AWS Lambda.
 */
async function packagedBrowser(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const { TMPDIR } = process.env;
  process.env.TMPDIR = join(process.cwd(), "node_modules", ".cache", "framewatch-browser");
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs20.x";
  mkdirSync(process.env.TMPDIR, { recursive: true });
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    return await chromium.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
