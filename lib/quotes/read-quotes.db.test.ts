import { afterAll, beforeAll, expect, test } from "vitest";
import { Story } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { addTestPeople, newTestPeople } from "@/db/testing/people";
import { asActor, type CustomerActor, type Tx } from "@/lib/access/actor";
import { DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import { approvalRecords } from "@/lib/insights/approvals";
import { findOrder } from "@/lib/orders/find-order";
import { countOrders, listOrders } from "@/lib/orders/list-orders";
import { findQuote } from "./find-quote";
import { countQuotes, listQuotes } from "./list-quotes";

let db: TestDatabase;
const now = new Date("2026-03-18T11:00:00Z");
const people = newTestPeople();
const { nike, lumen, staff } = people;
const story = new Story(now, nike.organisationId, nike, staff);

beforeAll(async () => {
  db = await createTestDatabase();
  await addTestPeople(people);
  const line = (batch: string, i: number) => ({ sku: `${batch}-${i}`, brand: "B", product: `P${i}`, batch });
  const ids = [
    ...(
      await story.order(
        [1, 2, 3].map((i) => line("East", i)),
        5,
        { note: "For the fair" },
      )
    ).values(),
  ];
  await story.play(ids, [{ event: "confirmFeasibility", ago: 4 }]);
  const quote = await story.quote(ids, {
    requested: 3,
    sent: 2.5,
    price: 10_000,
    validFor: 9,
    note: "Special work",
  });
  await story.decide(quote, ids.slice(0, 1), ids.slice(1, 2), 1, "Not this one.");
  const other = [...(await story.order([line("West", 1)], 4)).values()];
  await story.play(other, [{ event: "cancel", ago: 3, reason: "By mistake" }]);
});
afterAll(() => db.drop());

const as = <T>(actor: CustomerActor, work: (tx: Tx, organisationId: string) => Promise<T>) =>
  asActor(actor, (tx) => work(tx, actor.organisationId));

test("a quote shows its lines with what became of each, and the decision as it was made", async () => {
  const { rows } = await as(nike, (tx, id) => listQuotes(tx, id, { size: 10 }));
  expect(rows).toMatchObject([
    {
      number: "Q-001",
      version: 1,
      total: 30_000,
      lines: { pending: 1, accepted: 1, rejected: 1, expired: 0, withdrawn: 0 },
    },
  ]);
  const quote = await as(nike, (tx, id) => findQuote(tx, id, rows[0]?.id ?? ""));
  expect(quote?.versions[0]).toMatchObject({ version: 1, currency: "EUR", note: "Special work" });
  expect(quote?.versions[0].lines.map(({ sku, status, price }) => [sku, status, price])).toEqual([
    ["East-1", "accepted", 10_000],
    ["East-2", "rejected", 10_000],
    ["East-3", "pending", 10_000],
  ]);
  expect(quote?.decisions).toMatchObject([
    {
      decidedBy: "Anna Brandt",
      reason: "Not this one.",
      accepted: 1,
      rejected: 1,
      acceptedTotal: 10_000,
      rejectedTotal: 10_000,
    },
  ]);
  expect(await as(nike, (tx, id) => countQuotes(tx, id))).toEqual({ all: 1, open: 1, decided: 0 });
});

test("orders are counted as open, closed or cancelled, and one shows its batches, products and quotes", async () => {
  expect(await as(nike, (tx, id) => countOrders(tx, id))).toEqual({
    all: 2,
    open: 1,
    closed: 0,
    cancelled: 1,
  });
  for (const filter of ["all", "open", "closed", "cancelled"] as const) {
    const { rows } = await as(nike, (tx, id) => listOrders(tx, id, { filter, size: 10 }));
    expect(rows).toHaveLength({ all: 2, open: 1, closed: 0, cancelled: 1 }[filter]);
  }
  const { rows } = await as(nike, (tx, id) => listOrders(tx, id, { filter: "open", size: 10 }));
  const order = await as(nike, (tx, id) => findOrder(tx, id, rows[0]?.id ?? ""));
  expect(order).toMatchObject({
    placedBy: "Anna Brandt",
    note: "For the fair",
    quotes: [{ number: "Q-001" }],
  });
  expect(order?.batches.map(({ name }) => name)).toEqual(["East"]);
  expect(order?.products.map(({ name }) => name)).toEqual(["P1", "P2", "P3"]);
  const [cancelled] = (await as(nike, (tx, id) => listOrders(tx, id, { filter: "cancelled", size: 10 })))
    .rows;
  const gone = await as(nike, (tx, id) => findOrder(tx, id, cancelled?.id ?? ""));
  expect(gone?.batches).toMatchObject([{ name: "West", counts: { cancelled: 1 } }]);
});

test("approval times are measured by brand, from sending to deciding, with what still waits", async () => {
  const records = await asActor(staff, (tx) => approvalRecords(tx, { calendar: DEFAULT_CALENDAR, now }));
  expect(records).toMatchObject([
    { organisation: "Nike", brand: "B", decisions: 1, lines: 2, accepted: 1, waiting: 1 },
  ]);
  expect(records[0]?.median).toBeCloseTo(1.5, 5);
});

test("another organisation finds neither orders nor quotes, whichever organisation is asked for", async () => {
  const [quote] = (await as(nike, (tx, id) => listQuotes(tx, id, { size: 1 }))).rows;
  const [order] = (await as(nike, (tx, id) => listOrders(tx, id, { size: 1 }))).rows;
  for (const scope of [lumen.organisationId, nike.organisationId]) {
    expect(await as(lumen, (tx) => findQuote(tx, scope, quote?.id ?? ""))).toBeNull();
    expect(await as(lumen, (tx) => findOrder(tx, scope, order?.id ?? ""))).toBeNull();
    expect((await as(lumen, (tx) => listQuotes(tx, scope, { size: 9 }))).rows).toEqual([]);
    expect((await as(lumen, (tx) => listOrders(tx, scope, { size: 9 }))).rows).toEqual([]);
  }
});
