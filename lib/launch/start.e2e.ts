import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { findFreePort } from "@/db/embedded/find-free-port";

// `npm start` as a person meets it, with the app already built: no demo data, its own folder and port.
test.describe.configure({ mode: "serial" });

let folder: string;
let port: number;
const started: ChildProcess[] = [];

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), `framewatch-test-${process.pid}-`));
  port = await findFreePort();
});

test.afterAll(async () => {
  for (const child of started) if (child.exitCode === null) await end(child, "SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

interface Start {
  child: ChildProcess;
  output: string;
}

/** Starts Framewatch and waits until it is ready or has given up. */
async function start(variables: Record<string, string> = {}): Promise<Start> {
  const child = spawn(process.execPath, ["lib/launch/start.mjs"], {
    env: { ...process.env, PORT: String(port), FRAMEWATCH_DATA: folder, DEMO: "0", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  const start: Start = { child, output: "" };
  await new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        start.output += chunk;
        if (/ready at .*\n/.test(start.output)) resolve();
      });
    child.once("close", () => resolve());
  });
  return start;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, "close");
  }
  return child.exitCode;
}

async function keptSecret(): Promise<unknown> {
  const kept = JSON.parse(readFileSync(join(folder, "postgres", "framewatch.json"), "utf8"));
  const sql = postgres(`postgres://postgres:${kept.superuserPassword}@127.0.0.1:${kept.port}/framewatch`);
  const [row] = await sql`select value from settings where key = 'nextauth_secret'`;
  await sql.end();
  return row?.value;
}

const postmasterFile = () => join(folder, "postgres", "postmaster.pid");
const databaseProcess = () =>
  Number(existsSync(postmasterFile()) && readFileSync(postmasterFile(), "utf8").split("\n")[0]);
const health = () => fetch(`http://127.0.0.1:${port}/api/health`);
let secret: unknown;

test("an empty system starts, says where it is, and lets the first administrator in by a code", async () => {
  const { child, output } = await start();
  expect(output).toContain(`Framewatch ready at http://localhost:${port}\n`);
  expect(output).toMatch(/one-time code: \S{20,}/);
  expect(output).toContain("SMTP_URL is not set");
  expect(await (await health()).json()).toMatchObject({ status: "ready", live: true, ready: true });
  secret = await keptSecret();
  expect(await end(child, "SIGTERM")).toBe(0);
  expect(existsSync(postmasterFile())).toBe(false);
});

test("a second start keeps all data; meanwhile a third says clearly that it cannot", async () => {
  const second = await start();
  expect(await keptSecret()).toBe(secret);
  const third = await start({ PORT: String(await findFreePort()) });
  expect(third.child.exitCode).toBe(1);
  expect(third.output).toContain(`already runs on ${folder}`);
  expect(await end(second.child, "SIGINT")).toBe(0);
});

test("after kill -9 of the launcher, and of the database with it, a start recovers by itself", async () => {
  const first = await start();
  await end(first.child, "SIGKILL");
  const second = await start();
  expect(second.output).toContain("Framewatch ready");
  const database = databaseProcess();
  await end(second.child, "SIGKILL");
  process.kill(database, "SIGKILL");
  const third = await start();
  expect(third.output).toContain("Framewatch ready");
  expect(await keptSecret()).toBe(secret);
});

test("a database that is killed while the app runs comes back, and the app with it", async () => {
  const killed = databaseProcess();
  process.kill(killed, "SIGKILL");
  await expect.poll(databaseProcess, { timeout: 60_000 }).not.toBe(killed);
  await expect.poll(async () => (await health()).status, { timeout: 60_000 }).toBe(200);
  expect(await end(started.at(-1)!, "SIGTERM")).toBe(0);
});

for (const [name, value] of [
  ["PORT", "6000"],
  ["WEB_CONCURRENCY", "many"],
  ["DEMO", "perhaps"],
  ["HOST", "203.0.113.7"],
  ["DATABASE_URL", "postgres://nobody@127.0.0.1:9/none"],
] as const)
  test(`${name}=${value} is refused in one line that names it`, async () => {
    const { child, output } = await start({ [name]: value });
    expect(child.exitCode).toBe(1);
    expect(output.trim().split("\n")).toEqual([expect.stringContaining(name)]);
  });

test("a port that is taken is named", async () => {
  const other = createServer().listen(port, "127.0.0.1");
  await once(other, "listening");
  const { child, output } = await start();
  other.close();
  expect(child.exitCode).toBe(1);
  expect(output).toContain(`PORT ${port} is already in use`);
});
