import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { addTestPeople, newTestPeople } from "@/db/testing/people";
import { asActor } from "@/lib/access/actor";
import { findBatch } from "@/lib/batches/find-batch";
import { listBatchSteps } from "@/lib/batches/list-batch-steps";
import { placeOrder } from "@/lib/orders/place-order";
import { splitBatch } from "./split-batch";

let db: TestDatabase;
const people = newTestPeople();
const { nike, lumen, staff } = people;
const now = new Date("2026-03-18T11:00:00Z");

beforeAll(async () => {
  db = await createTestDatabase();
  await addTestPeople(people);
});
afterAll(() => db.drop());

async function ordered(by: typeof nike, name: string) {
  const lines = ["a", "b", "c"].map((sku) => ({
    sku: `${name}-${sku}`,
    brand: "B",
    product: "P",
    batch: name,
  }));
  const { batchIds } = await placeOrder(by, { organisationId: by.organisationId, lines }, now);
  const batchId = batchIds[0] ?? "";
  const rows = await asActor(by, (tx) =>
    tx.execute<{ id: string }>(sql`select id from variants where batch_id = ${batchId} order by sku`),
  );
  return { batchId, ids: rows.map(({ id }) => id) };
}
const steps = (id: string) => asActor(staff, (tx) => listBatchSteps(tx, nike.organisationId, id));

test("some variants of a batch become a new one, which keeps what was agreed, and both say so", async () => {
  const { batchId, ids } = await ordered(nike, "Spring");
  await asActor(staff, (tx) =>
    tx.execute(sql`update batches set requested_on = '2026-06-01' where id = ${batchId}`),
  );
  const wish = { variantIds: ids.slice(0, 2), name: " Early spring ", reason: "They are wanted first" };
  const made = await splitBatch(staff, wish, now);
  expect(made).toMatchObject({ moved: 2, batch: "Early spring" });
  const found = await asActor(nike, (tx) => findBatch(tx, nike.organisationId, made.batchId));
  const counts = { pending_analysis: 2 };
  expect(found).toMatchObject({ name: "Early spring", requestedOn: "2026-06-01", counts });
  const said = { by: "Marta Kowalczyk", reason: "They are wanted first", at: now };
  const spring = { id: batchId, name: "Spring" };
  const early = { id: made.batchId, name: "Early spring" };
  expect(await steps(made.batchId)).toMatchObject([{ kind: "split_from", others: [spring], ...said }]);
  expect(await steps(batchId)).toMatchObject([{ kind: "split", variants: 2, others: [early], ...said }]);
});

test("a batch is not split by a customer, into a name that is taken, of all its variants, or across organisations", async () => {
  const [{ ids }, theirs] = [await ordered(nike, "Autumn"), await ordered(lumen, "Winter")];
  const split = (variantIds: string[], name = "Late autumn") => splitBatch(staff, { variantIds, name }, now);
  const one = ids.slice(0, 1);
  expect(() => splitBatch(nike, { variantIds: one, name: "X" }, now)).toThrow("You may not split");
  await expect(split(one, "Autumn")).rejects.toMatchObject({ code: "conflict" });
  await expect(split(ids)).rejects.toThrow("These are all variants of Autumn.");
  await expect(split([...one, ...theirs.ids])).rejects.toThrow("several organisations");
  await expect(split([crypto.randomUUID()])).rejects.toMatchObject({ code: "not_found" });
  const kept = await asActor(staff, (tx) =>
    tx.execute(sql`select 1 from batches where name in ('X', 'Late autumn')`),
  );
  expect(kept).toHaveLength(0);
});
