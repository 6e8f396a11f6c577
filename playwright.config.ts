import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findFreePort } from "@/db/embedded/find-free-port";
import { findBrowser } from "@/lib/checks/find-browser";

// Settled once, in the first process that reads this file; its workers inherit the variables.
process.env.CHROME_PATH ||= await findBrowser();
process.env.FRAMEWATCH_TEST_PORT ||= String(await findFreePort());
process.env.FRAMEWATCH_TEST_DATA ||= mkdtempSync(join(tmpdir(), `framewatch-test-${process.pid}-`));
const origin = `http://localhost:${process.env.FRAMEWATCH_TEST_PORT}`;

/** Browser tests run against a real `npm start` with demo data, on a free port and a data folder of its own. */
export default defineConfig({
  testDir: ".",
  testMatch: "{app,components,lib}/**/*.e2e.ts",
  outputDir: "test-results",
  fullyParallel: false,
  workers: 2,
  // Patience costs nothing where a test passes; two cores that also run the database tests are slow at times.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : "list",
  use: {
    baseURL: origin,
    locale: "en-GB",
    // No trace unless asked for (`--trace on`): it is taken of every test, and takes as long as the test.
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROME_PATH,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "exec node lib/launch/start.mjs",
    url: `${origin}/api/health`,
    timeout: 300_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
    stdout: "ignore",
    stderr: "pipe",
    env: {
      PORT: process.env.FRAMEWATCH_TEST_PORT,
      FRAMEWATCH_DATA: process.env.FRAMEWATCH_TEST_DATA,
      DEMO: "1",
    },
  },
});
