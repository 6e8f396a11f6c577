import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { endHouse, type OwnHouse, startOwnHouse } from "@/app/_e2e/own-house";
import { findFreePort } from "@/db/embedded/find-free-port";

// `npm start` as a person meets it, with the app already built: no demo data, its own folder and port.
test.describe.configure({ mode: "serial" });

let folder: string;
let port: number;
const started: OwnHouse[] = [];

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), `framewatch-test-${process.pid}-`));
  port = await findFreePort();
});

test.afterAll(async () => {
  for (const house of started) await endHouse(house, "SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

/** Starts Framewatch in this file's folder, on its port. */
async function start(variables: Record<string, string> = {}): Promise<OwnHouse> {
  const house = await startOwnHouse({ PORT: String(port), FRAMEWATCH_DATA: folder, ...variables });
  started.push(house);
  return house;
}

async function setting(key: string): Promise<unknown> {
  const kept = JSON.parse(readFileSync(join(folder, "postgres", "framewatch.json"), "utf8"));
  const sql = postgres(`postgres://postgres:${kept.superuserPassword}@127.0.0.1:${kept.port}/framewatch`);
  const [row] = await sql`select value from settings where key = ${key}`;
  await sql.end();
  return row?.value;
}

const keptSecret = () => setting("nextauth_secret");

/** When one of the background jobs ended its turn last; it has one every two seconds. */
const turnTaken = async () => (await setting("job:tell news")) as { finishedAt: string } | undefined;

/** The process that does the background work of a launcher. */
function backgroundOf({ child }: OwnHouse): number {
  const listed = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  const found = listed
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .find(([, parent, ...args]) => Number(parent) === child.pid && args.join(" ").includes("background.ts"));
  return Number(found?.[0]);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const postmasterFile = () => join(folder, "postgres", "postmaster.pid");
const databaseProcess = () =>
  Number(existsSync(postmasterFile()) && readFileSync(postmasterFile(), "utf8").split("\n")[0]);
const health = () => fetch(`http://127.0.0.1:${port}/api/health`);
let secret: unknown;

test("an empty system starts, says where it is, and lets the first administrator in by a code", async () => {
  const house = await start();
  const { output } = house;
  expect(output).toContain(`Framewatch ready at http://localhost:${port}\n`);
  expect(output).toMatch(/one-time code: \S{20,}/);
  expect(output).toContain("SMTP_URL is not set");
  expect(await (await health()).json()).toMatchObject({ status: "ready", live: true, ready: true });
  secret = await keptSecret();
  expect(await endHouse(house, "SIGTERM")).toBe(0);
  expect(existsSync(postmasterFile())).toBe(false);
});

test("a second start keeps all data; meanwhile a third says clearly that it cannot", async () => {
  const second = await start();
  expect(await keptSecret()).toBe(secret);
  const third = await start({ PORT: String(await findFreePort()) });
  expect(third.child.exitCode).toBe(1);
  expect(third.output).toContain(`already runs on ${folder}`);
  expect(await endHouse(second, "SIGINT")).toBe(0);
});

test("after kill -9 of the launcher, and of the database with it, a start recovers by itself", async () => {
  const first = await start();
  const background = backgroundOf(first);
  await endHouse(first, "SIGKILL");
  await expect.poll(() => isRunning(background)).toBe(false);
  const second = await start();
  expect(second.output).toContain("Framewatch ready");
  const database = databaseProcess();
  await endHouse(second, "SIGKILL");
  process.kill(database, "SIGKILL");
  const third = await start();
  expect(third.output).toContain("Framewatch ready");
  expect(await keptSecret()).toBe(secret);
});

test("background work that is killed begins anew, and pages are served meanwhile", async () => {
  const house = started.at(-1)!;
  await expect.poll(async () => (await turnTaken())?.finishedAt, { timeout: 60_000 }).toBeTruthy();
  const killed = backgroundOf(house);
  process.kill(killed, "SIGKILL");
  const since = new Date().toISOString();
  expect((await health()).status).toBe(200);
  await expect.poll(() => backgroundOf(house)).not.toBe(killed);
  const finishedAt = async () => (await turnTaken())?.finishedAt ?? "";
  await expect.poll(async () => (await finishedAt()) > since, { timeout: 60_000 }).toBe(true);
});

test("a database that is killed while the app runs comes back, and the app with it", async () => {
  const killed = databaseProcess();
  process.kill(killed, "SIGKILL");
  await expect.poll(databaseProcess, { timeout: 60_000 }).not.toBe(killed);
  await expect.poll(async () => (await health()).status, { timeout: 60_000 }).toBe(200);
  expect(await endHouse(started.at(-1)!, "SIGTERM")).toBe(0);
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
