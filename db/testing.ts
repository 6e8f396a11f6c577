import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";

/** A database of one test file's own. */
export interface TestDatabase {
  /** Connection string as the role that owns the database, as `DATABASE_URL` would be. */
  url: string;
  /** The same as superuser, for tests that corrupt what no role of the app may touch. */
  superuserUrl: string;
  /** Ends every session in it and removes it. */
  drop(): Promise<void>;
}

/**
 * Makes a migrated, empty database by copying the run's template (about 0.1 s). Only in `*.db.test.ts`,
 * whose global setup starts the server.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { superuserUrl, ownerUrl } = inject("testServer");
  const name = `test_${randomBytes(8).toString("hex")}`;
  const template = new URL(ownerUrl).pathname.slice(1);
  await administer(superuserUrl, `create database ${name} template ${template} owner framewatch`);
  return {
    url: at(ownerUrl, name),
    superuserUrl: at(superuserUrl, name),
    drop: () => administer(superuserUrl, `drop database if exists ${name} with (force)`),
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
