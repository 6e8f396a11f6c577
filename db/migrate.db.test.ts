import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "./migrate";
import { createTestDatabase, type TestDatabase } from "./testing";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test("migrating twice changes nothing", async () => {
  await migrate(db.url);
  const sql = postgres(db.superuserUrl, { max: 1 });
  const [row] = await sql`select count(*)::int as n from legal_transitions`;
  await sql.end();
  expect(row?.n).toBeGreaterThan(100);
});

test("it refuses to go on where a table is not covered by row-level security", async () => {
  const sql = postgres(db.superuserUrl, { max: 1, onnotice: () => {} });
  await sql`alter table variants no force row level security`;
  await sql.end();
  await expect(migrate(db.url)).rejects.toThrow("Row-level security is not forced on: variants");
});
