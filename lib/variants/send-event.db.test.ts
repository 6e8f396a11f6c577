import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations, users } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Actor, asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { checkCounts } from "@/lib/insights/check-counts";
import { checkChains, checkReplay } from "@/lib/insights/check-history";
import { placeOrder } from "@/lib/orders/place-order";
import { decideQuote } from "@/lib/quotes/decide-quote";
import { sendQuote } from "@/lib/quotes/send-quote";
import { sendEvent } from "./send-event";
import { undoOperation } from "./undo";

let db: TestDatabase;
const system: Actor = { kind: "system", job: "test" };
const organisationId = newId();
const customer: CustomerActor = {
  kind: "customer",
  userId: newId(),
  organisationId,
  role: "customer_admin",
  approvalLimit: null,
  approvalCurrency: null,
};
const ops: ProducerActor = { kind: "ops", userId: newId() };
const monday = new Date("2026-03-02T09:00:00Z");

beforeAll(async () => {
  db = await createTestDatabase();
  await asActor(system, async (tx) => {
    await tx.insert(organisations).values({ id: organisationId, name: "Nike" });
    await tx.insert(users).values([
      { id: customer.userId, email: "admin@nike.example", name: "Anna" },
      { id: ops.userId, email: "ops@framewatch.example", name: "Marta", producerRole: "ops" },
    ]);
  });
});
afterAll(() => db.drop());

const lines = (n: number, prefix: string) =>
  Array.from({ length: n }, (_, i) => ({
    sku: `${prefix}-${i}`,
    brand: "Nike",
    product: `P${i % 3}`,
    batch: prefix,
  }));

async function order(n: number, prefix: string): Promise<string[]> {
  const placed = await placeOrder(customer, { organisationId, lines: lines(n, prefix) }, monday);
  return asActor(customer, async (tx) =>
    (
      await tx.execute<{ id: string }>(
        sql`select id from variants where order_id = ${placed.orderId} order by sku`,
      )
    ).map((r) => r.id),
  );
}

test("an order goes the usual way, through a quote, and every sum and step agrees", async () => {
  const ids = await order(7, "way");
  const send = (event: Parameters<typeof sendEvent>[1]["event"], more = {}) =>
    sendEvent(ops, { variantIds: ids, event, ...more }, monday);
  expect(await send("confirmFeasibility")).toMatchObject({ moved: 7, refused: [], finished: true });
  await send("requestQuote");
  const quote = await sendQuote(
    ops,
    {
      lines: ids.map((variantId) => ({ variantId, price: 12_400 })),
      currency: "EUR",
      validUntil: new Date("2026-04-01T17:00:00Z"),
    },
    monday,
  );
  expect(quote).toMatchObject({ number: "Q-001", version: 1 });
  const decided = await decideQuote(
    customer,
    {
      quoteVersionId: quote.quoteVersionId,
      accept: ids.slice(0, 5),
      reject: ids.slice(5),
      reason: "too much",
    },
    monday,
  );
  expect(decided).toMatchObject({ accepted: 5, rejected: 2 });
  const made = ids.slice(0, 5);
  for (const event of ["assignToBatch", "startModelling", "freeze", "complete"] as const) {
    expect(await sendEvent(ops, { variantIds: made, event }, monday)).toMatchObject({
      moved: 5,
      refused: [],
    });
  }
  expect(await sendEvent(customer, { variantIds: made, event: "validate" }, monday)).toMatchObject({
    moved: 5,
  });
  const refused = await sendEvent(ops, { variantIds: ids, event: "freeze" }, monday);
  expect(refused.moved).toBe(0);
  expect(refused.refused).toHaveLength(7);
  const differences = await asActor(system, async (tx) => [
    ...(await checkCounts(tx)),
    ...(await checkChains(tx)),
    ...(await checkReplay(tx)),
  ]);
  expect(differences).toEqual([]);
});

test("a bulk of thousands is one operation, undone as one", async () => {
  const ids = await order(1_200, "bulk");
  const moved = await sendEvent(ops, { variantIds: ids, event: "confirmFeasibility" }, monday);
  expect(moved).toMatchObject({ total: 1_200, moved: 1_200, finished: true });
  const back = await undoOperation(
    ops,
    { operationId: moved.operationId },
    new Date(monday.getTime() + 60_000),
  );
  expect(back).toMatchObject({ moved: 1_200, refused: [] });
  const places = await asActor(customer, (tx) =>
    tx.execute(
      sql`select place, version, count(*)::int as n from variants where id = any(${`{${ids.join(",")}}`}::uuid[]) group by 1, 2`,
    ),
  );
  expect([...places]).toEqual([{ place: "pending_analysis", version: 3, n: 1_200 }]);
});

test("the same key acts once, with another body it is refused", async () => {
  const ids = await order(2, "key");
  const input = { variantIds: ids, event: "confirmFeasibility" as const, idempotencyKey: "morning-round" };
  const first = await sendEvent(ops, input, monday);
  expect(await sendEvent(ops, input, monday)).toEqual(first);
  await expect(sendEvent(ops, { ...input, variantIds: [ids[0]!] }, monday)).rejects.toThrow(
    "another request",
  );
});
