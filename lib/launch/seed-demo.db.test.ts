import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { seedDemo } from "./seed-demo";

let database: TestDatabase;
let sql: postgres.Sql;
const now = new Date("2026-03-02T12:00:00Z");

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  sql = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await sql.end();
  await closeDatabase();
  await database.drop();
});

async function tally() {
  const [row] = await sql`
    select (select count(*)::int from users) as users, (select count(*)::int from variants) as variants,
      (select count(*)::int from transitions) as transitions`;
  return row;
}

test("the demo is told once, and told whole after it was cut off", async () => {
  await seedDemo(database.url, now);
  const whole = await tally();
  expect(whole?.variants).toBeGreaterThan(100);

  await seedDemo(database.url, now);
  expect(await tally()).toEqual(whole);

  await sql`update settings set value = '"begun"' where key = 'demo'`;
  await sql`truncate transitions cascade`;
  await seedDemo(database.url, now);
  expect(await tally()).toEqual(whole);
});
