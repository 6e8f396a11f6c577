import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations, users } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Actor, asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { locateOrder } from "@/lib/orders/locate-order";
import { placeOrder } from "@/lib/orders/place-order";
import { createBatch } from "./create-batch";
import { listAllBatches } from "./list-all-batches";
import { locateBatch } from "./locate-batch";

let db: TestDatabase;
const system: Actor = { kind: "system", job: "test" };
const ops: ProducerActor = { kind: "ops", userId: newId() };
const nike = { id: newId(), name: "Nike" };
const lumen = { id: newId(), name: "Lumen" };
const anna: CustomerActor = {
  kind: "customer",
  userId: newId(),
  organisationId: nike.id,
  role: "customer_admin",
  approvalLimit: null,
  approvalCurrency: null,
};
const monday = new Date("2026-03-02T09:00:00Z");
const muchLater = new Date("2026-03-30T09:00:00Z");
let ordered: { orderId: string; batchId: string };

beforeAll(async () => {
  db = await createTestDatabase();
  await asActor(system, async (tx) => {
    await tx.insert(organisations).values([nike, lumen]);
    await tx.insert(users).values([
      { id: anna.userId, email: "anna@nike.example", name: "Anna" },
      { id: ops.userId, email: "ops@framewatch.example", name: "Marta", producerRole: "ops" },
    ]);
  });
  const lines = ["A-1", "A-2"].map((sku) => ({ sku, brand: "Nike", product: "Pilot", batch: "Spring" }));
  const placed = await placeOrder(
    anna,
    { organisationId: nike.id, lines, requestedOn: "2026-04-10" },
    monday,
  );
  ordered = { orderId: placed.orderId, batchId: placed.batchIds[0] ?? "" };
  for (const name of ["Summer", "100% recycled"]) {
    await createBatch(ops, { organisationId: lumen.id, name }, muchLater);
  }
});
afterAll(() => db.drop());

const list = (actor: Actor, wanted: { search?: string; from?: string; size?: number }) =>
  asActor(actor, (tx) => listAllBatches(tx, { search: "", size: 50, now: muchLater, ...wanted }));

test("the producer reads batches of every organisation, open ones first, with what is late in them and the date asked for", async () => {
  const { rows, total } = await list(ops, {});
  expect(total).toBe(3);
  expect(
    rows.map(({ name, organisation, late, requestedOn }) => [name, organisation, late, requestedOn]),
  ).toEqual([
    ["Spring", "Nike", 2, "2026-04-10"],
    ["100% recycled", "Lumen", 0, null],
    ["Summer", "Lumen", 0, null],
  ]);
});

test("pages follow one another forwards and back without a gap", async () => {
  const first = await list(ops, { size: 2 });
  const second = await list(ops, { size: 2, from: first.next ?? "" });
  expect(second.rows.map(({ name }) => name)).toEqual(["Summer"]);
  expect(second.next).toBeNull();
  const back = await list(ops, { size: 2, from: second.previous ?? "" });
  expect(back.rows.map(({ name }) => name)).toEqual(first.rows.map(({ name }) => name));
});

test("a search finds a batch by its name or its organisation's, and takes signs literally", async () => {
  expect((await list(ops, { search: "spr" })).rows.map(({ name }) => name)).toEqual(["Spring"]);
  expect((await list(ops, { search: "lumen" })).total).toBe(2);
  expect((await list(ops, { search: "0%" })).rows.map(({ name }) => name)).toEqual(["100% recycled"]);
  expect((await list(ops, { search: "nothing" })).rows).toEqual([]);
});

test("a thing is located for the producer and its own customer, never for another one", async () => {
  const stranger: Actor = { ...anna, organisationId: lumen.id };
  for (const [locate, id] of [
    [locateBatch, ordered.batchId],
    [locateOrder, ordered.orderId],
  ] as const) {
    expect(await asActor(ops, (tx) => locate(tx, id))).toEqual(nike);
    expect(await asActor(anna, (tx) => locate(tx, id))).toEqual(nike);
    expect(await asActor(stranger, (tx) => locate(tx, id))).toBeNull();
    expect(await asActor(ops, (tx) => locate(tx, newId()))).toBeNull();
    expect(await asActor(ops, (tx) => locate(tx, "not an id"))).toBeNull();
  }
});
