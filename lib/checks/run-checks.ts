import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp, isBuilt } from "@/lib/launch/build-app";
import { Shutdown } from "@/lib/launch/shutdown";
import { type Count, countPlaywright, countVitest } from "./count-tests";

interface Result extends Count {
  output: string;
}

const shutdown = new Shutdown();
const program = (...path: string[]) => join("node_modules", ...path);

/**
 * Runs every check of the project in two lanes, one for each core of a small machine: lint, imports and
 * database tests beside build, types and browser tests. Prints a line for each and the sum last.
 * @returns the exit code
 */
export async function runChecks(root: string): Promise<number> {
  process.on("SIGINT", () => void shutdown.stop(130));
  process.on("SIGTERM", () => void shutdown.stop(143));
  // Named so that what a killed run leaves here, a database server too, is cleared away by the next (db/testing.setup.ts).
  const reports = mkdtempSync(join(tmpdir(), `framewatch-test-${process.pid}-`));
  shutdown.add(async () => rmSync(reports, { recursive: true, force: true }));
  const results = await Promise.all([checkSources(reports), checkApp(root, reports)]);
  rmSync(reports, { recursive: true, force: true });
  const total = sum(results.flat());
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}

async function checkSources(reports: string): Promise<Count[]> {
  const report = join(reports, "vitest.json");
  return [
    await show("lint", () => once(program("@biomejs", "biome", "bin", "biome"), ["check", "."])),
    await show("imports", () => once("--import", ["tsx", "lib/checks/check-imports.cli.ts"])),
    await show("unit and database tests", async () => {
      const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
      const { code, output } = await run(program("vitest", "vitest.mjs"), args);
      return { ...countVitest(report, code), output };
    }),
  ];
}

async function checkApp(root: string, reports: string): Promise<Count[]> {
  const report = join(reports, "playwright.json");
  const build = await show("build", async () => {
    if (isBuilt(root)) return { passed: 1, failed: 0, output: "" };
    const { built, output } = await buildApp(root, (...command) => shutdown.run(...command));
    return { ...oneCheck(built), output };
  });
  const types = await show("types", async () => {
    if (build.failed > 0) await run(program("next", "dist", "bin", "next"), ["typegen"]);
    return once(program("typescript", "bin", "tsc"), ["--noEmit"]);
  });
  if (build.failed > 0) return [build, types];
  const browser = await show("browser tests", async () => {
    const env = { ...testEnvironment(), PLAYWRIGHT_JSON_OUTPUT_NAME: report, FRAMEWATCH_TEST_DATA: reports };
    const { code, output } = await shutdown.run(program("@playwright", "test", "cli.js"), ["test"], env);
    return { ...countPlaywright(report, code), output };
  });
  return [build, types, browser];
}

async function show(name: string, check: () => Promise<Result>): Promise<Count> {
  const startedAt = performance.now();
  const { passed, failed, output } = await check();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (failed > 0) console.log(`\n${output}\n`);
  console.log(`${failed > 0 ? "✗" : "✓"} ${name}: ${passed} passed, ${failed} failed in ${seconds} s`);
  return { passed, failed };
}

async function once(file: string, args: string[]): Promise<Result> {
  const { code, output } = await run(file, args);
  return { ...oneCheck(code === 0), output };
}

function run(file: string, args: string[]) {
  return shutdown.run(file, args, testEnvironment());
}

const oneCheck = (passed: boolean): Count => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1 });

const sum = (counts: Count[]): Count => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
});

/** Without what configures Framewatch on this machine: tests bring their own. */
function testEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(DATABASE|FRAMEWATCH|NEXTAUTH|VAPID|OIDC|S3)_|^(PORT|HOST|DEMO|SMTP_URL|WEB_CONCURRENCY|TRUSTED_PROXIES|OUTBOUND_ALLOW|NODE_ENV)$/;
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: "test", NO_COLOR: "1" };
}
