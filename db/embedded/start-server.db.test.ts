import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPostmaster } from "./read-postmaster";
import { type EmbeddedServer, startServer } from "./start-server";

let folder: string;
let directory: string;
const started: EmbeddedServer[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), `framewatch-test-${process.pid}-`));
  directory = join(folder, "postgres");
});

afterAll(async () => {
  for (const server of started) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedServer> {
  const server = await startServer({ directory });
  started.push(server);
  return server;
}

async function ask<T>(url: string, query: string): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql.unsafe(query);
    return row as T;
  } finally {
    await sql.end();
  }
}

test("a new cluster is durable, in UTF-8, and its owner is no superuser", async () => {
  mkdirSync(`${directory}.new`, { recursive: true });
  writeFileSync(join(`${directory}.new`, "half made"), "");
  const { url, adopted } = await start();
  expect(adopted).toBe(false);
  expect(
    await ask(
      url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        current_setting('server_encoding') as encoding, lower('Ä') as lower,
        (select rolsuper from pg_roles where rolname = current_user) as super`,
    ),
  ).toEqual({ fsync: "on", commit: "on", encoding: "UTF8", lower: "ä", super: false });
  expect(statSync(join(directory, "framewatch.json")).mode & 0o077).toBe(0);
});

test("nobody gets in without the password", async () => {
  const url = new URL((await start()).url);
  url.password = "guess";
  await expect(ask(url.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
});

test("a server that outlived its launcher is adopted and stopped by the next", async () => {
  const first = await start();
  const second = await start();
  expect(second.adopted).toBe(true);
  expect(second.url).toBe(first.url);
  await second.stop();
  expect(first.isAlive()).toBe(false);
  expect(existsSync(join(directory, "postmaster.pid"))).toBe(false);
});

test("what was committed is there after the server was killed, at the same address", async () => {
  const before = await start();
  await ask(before.url, "create table kept as select 42 as answer");
  process.kill(readPostmaster(directory)!.pid, "SIGKILL");
  const after = await start();
  expect(after.adopted).toBe(false);
  expect(after.url).toBe(before.url);
  expect(await ask(after.url, "select answer from kept")).toEqual({ answer: 42 });
  await after.stop();
});

test("a pid file whose number now belongs to another program does not stand in the way", async () => {
  const pidFile = `${process.pid}\n${directory}\n0\n5432\n\n127.0.0.1\n\nready\n`;
  writeFileSync(join(directory, "postmaster.pid"), pidFile);
  const server = await start();
  expect(server.adopted).toBe(false);
  expect(readFileSync(join(directory, "postmaster.pid"), "utf8")).not.toBe(pidFile);
});
