import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { isAlive, readPostmaster } from "./embedded/read-postmaster";
import { type EmbeddedServer, startServer } from "./embedded/start-server";
import { migrate } from "./migrate";

const prefix = "framewatch-test-";
const template = "framewatch_template";

/**
 * Vitest's global setup for `*.db.test.ts`: one embedded server in a temporary folder for the whole run,
 * with a migrated template database that `createTestDatabase` copies.
 */
export default async function setup(project: TestProject) {
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const server = await startServer({ directory: join(folder, "postgres"), durable: false });
  const teardown = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const ownerUrl = await migrateTemplate(server);
    project.provide("testServer", { superuserUrl: server.superuserUrl, ownerUrl });
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}

async function migrateTemplate(server: EmbeddedServer): Promise<string> {
  const sql = postgres(server.superuserUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${template} owner framewatch`);
  await sql.end();
  const url = new URL(server.url);
  url.pathname = `/${template}`;
  await migrate(url.href);
  return url.href;
}

/** Ends servers of runs that were killed before their teardown. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = join(tmpdir(), name);
    const server = readPostmaster(join(folder, "postgres"));
    if (server) process.kill(server.pid, "SIGQUIT");
    rmSync(folder, { recursive: true, force: true });
  }
}

declare module "vitest" {
  interface ProvidedContext {
    /** The run's server: superuser on its maintenance database, owner on the migrated template. */
    testServer: { superuserUrl: string; ownerUrl: string };
  }
}
