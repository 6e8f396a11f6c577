import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { addTestPeople, newTestPeople } from "@/db/testing/people";
import { asActor, type CustomerActor } from "@/lib/access/actor";
import { findBatch } from "@/lib/batches/find-batch";
import { placeOrder } from "@/lib/orders/place-order";
import { createShareLink } from "@/lib/sharing/create-link";
import { openShareLink } from "@/lib/sharing/open-link";
import { mergeBatch } from "./merge-batch";

let db: TestDatabase;
const people = newTestPeople();
const { nike, lumen, staff } = people;
const now = new Date("2026-03-18T11:00:00Z");

beforeAll(async () => {
  db = await createTestDatabase();
  await addTestPeople(people);
});
afterAll(() => db.drop());

/** Orders so many variants for a batch of this name; answers its id. */
async function batch(by: CustomerActor, name: string, variants: number): Promise<string> {
  const lines = Array.from({ length: variants }, (_, i) => ({
    sku: `${name}-${i}`,
    brand: "B",
    product: "P",
    batch: name,
  }));
  const { batchIds } = await placeOrder(by, { organisationId: by.organisationId, lines }, now);
  return batchIds[0] ?? "";
}
const found = (id: string) => asActor(nike, (tx) => findBatch(tx, nike.organisationId, id));
const counted = async (id: string) =>
  Number(
    (
      await asActor(nike, (tx) =>
        tx.execute<{ n: number }>(sql`select count(*)::int as n from variants where batch_id = ${id}`),
      )
    )[0]?.n,
  );
const merge = (batchId: string, intoId: string, by: Parameters<typeof mergeBatch>[0] = staff) =>
  mergeBatch(by, { batchId, intoId, reason: "They are worked on together" }, now, async () => {});

test("a merged batch's variants, address and links lead to where it went, also from batches merged into it before", async () => {
  const [first, second, third] = [
    await batch(nike, "One", 3),
    await batch(nike, "Two", 2),
    await batch(nike, "Three", 1),
  ];
  const { token } = await createShareLink(nike, { scope: "batch", subjectId: first, label: "One" }, now);
  expect(await merge(first, second)).toEqual({ moved: 3, intoId: second });
  expect(await merge(second, third)).toEqual({ moved: 5, intoId: third });
  expect([await counted(first), await counted(second), await counted(third)]).toEqual([0, 0, 6]);
  for (const id of [first, second]) expect(await found(id)).toMatchObject({ mergedInto: third });
  expect(await openShareLink(token, now, undefined)).toMatchObject({
    state: "open",
    actor: { subjectId: third },
  });
});

test("a batch is not merged into itself, one that is gone, or another organisation's, nor by a customer", async () => {
  const [from, into, gone, theirs] = [
    await batch(nike, "From", 2),
    await batch(nike, "Into", 1),
    await batch(nike, "Gone", 1),
    await batch(lumen, "Theirs", 1),
  ];
  await merge(gone, into);
  await expect(async () => merge(from, from)).rejects.toMatchObject({ code: "invalid" });
  await expect(merge(from, gone)).rejects.toMatchObject({ code: "conflict" });
  await expect(merge(from, theirs)).rejects.toMatchObject({ code: "invalid" });
  await expect(merge(from, crypto.randomUUID())).rejects.toMatchObject({ code: "not_found" });
  await expect(async () => merge(from, into, nike)).rejects.toMatchObject({ code: "not_permitted" });
  expect(await counted(from)).toBe(2);
});

test("of two who merge crosswise at once one wins, and nothing is lost", async () => {
  const [left, right] = [await batch(nike, "Left", 4), await batch(nike, "Right", 4)];
  const ends = await Promise.allSettled([merge(left, right), merge(right, left)]);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(Math.max(await counted(left), await counted(right))).toBe(8);
});
