import { afterAll, beforeAll, expect, test } from "vitest";
import { users } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { seedDemo } from "./seed-demo";

const system = { kind: "system", job: "test" } as const;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

async function add(name: string): Promise<void> {
  const user = { id: newId(), email: `${name}@nike.example`, name };
  await asActor(system, (tx) => tx.insert(users).values(user));
}

async function people(): Promise<string[]> {
  const rows = await asActor(system, (tx) => tx.select({ name: users.name }).from(users).orderBy(users.name));
  return rows.map(({ name }) => name);
}

test("a demo that was cut off is told again from the start, and never over what is there", async () => {
  const cutOff = async () => {
    await add("Ana");
    throw new Error("killed");
  };
  const whole = async () => {
    await add("Ana");
    await add("Ben");
  };
  await expect(seedDemo(database.url, cutOff)).rejects.toThrow("killed");
  expect(await people()).toEqual(["Ana"]);

  await seedDemo(database.url, whole);
  expect(await people()).toEqual(["Ana", "Ben"]);

  await add("Cleo");
  await seedDemo(database.url, whole);
  expect(await people()).toEqual(["Ana", "Ben", "Cleo"]);
});
