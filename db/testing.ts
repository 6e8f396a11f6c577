import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { closeDatabase } from "./client";

/** A database of one test file's own. */
export interface TestDatabase {
  /** Connection string as the role that owns the database, as `DATABASE_URL` would be. */
  url: string;
  /** The same as superuser, for tests that corrupt what no role of the app may touch. */
  superuserUrl: string;
  /** Closes what the file's own code opened, ends every other session in it and removes it. */
  drop(): Promise<void>;
}

/**
 * Makes a migrated, empty database by copying the run's template (about 0.1 s), and names it as the one the product's
 * code is to use. Only in `*.db.test.ts`, whose global setup starts the server.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { ownerUrl } = inject("testServer");
  return copyOf(new URL(ownerUrl).pathname.slice(1));
}

/** Makes a database without any table, for what makes them itself. */
export function createRawDatabase(): Promise<TestDatabase> {
  return copyOf("template0");
}

/** When the demo of `createDemoDatabase` was told: a Wednesday, 14:00 in Berlin. */
export const DEMO_NOW = new Date("2026-03-18T13:00:00Z");

/** The same with the demo in it. It is told once a run, by the first file that asks; the others wait and copy. */
export async function createDemoDatabase(): Promise<TestDatabase> {
  const { superuserUrl } = inject("testServer");
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(hashtext('framewatch_demo'))`;
    const [told] = await sql`select 1 from pg_database where datname = 'framewatch_demo'`;
    if (!told) await tellOnce(superuserUrl);
  } finally {
    await sql.end({ timeout: 5 });
  }
  return copyOf("framewatch_demo");
}

async function tellOnce(superuserUrl: string): Promise<void> {
  const draft = await createTestDatabase();
  const { tellDemo } = await import("./seed/demo/tell");
  await tellDemo(DEMO_NOW);
  await closeDatabase();
  const name = new URL(draft.url).pathname.slice(1);
  await administer(superuserUrl, `alter database ${name} rename to framewatch_demo`);
}

async function copyOf(template: string): Promise<TestDatabase> {
  const { superuserUrl, ownerUrl } = inject("testServer");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await administer(superuserUrl, `create database ${name} template ${template} owner framewatch`);
  const url = at(ownerUrl, name);
  process.env.DATABASE_URL = url;
  return {
    url,
    superuserUrl: at(superuserUrl, name),
    drop: async () => {
      await closeDatabase();
      await administer(superuserUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function at(url: string, database: string): string {
  const moved = new URL(url);
  moved.pathname = `/${database}`;
  return moved.href;
}
