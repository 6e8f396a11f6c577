import { sql } from "drizzle-orm";
import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations, users } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Actor, asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { checkCounts } from "@/lib/insights/check-counts";
import { checkChains, checkReplay } from "@/lib/insights/check-history";
import { EVENTS, type EventId } from "@/lib/lifecycle/states";
import { placeOrder } from "@/lib/orders/place-order";
import { expireQuotes, withdrawQuote } from "@/lib/quotes/close-quote";
import { decideQuote } from "@/lib/quotes/decide-quote";
import { sendQuote } from "@/lib/quotes/send-quote";
import { sendEvent } from "./send-event";

let db: TestDatabase;
const system: Actor = { kind: "system", job: "test" };
const organisationId = newId();
const person = (role: CustomerActor["role"]): CustomerActor => ({
  kind: "customer",
  userId: newId(),
  organisationId,
  role,
  approvalLimit: null,
  approvalCurrency: null,
});
const anna = person("customer_admin");
const tom = person("customer_admin");
const ops: ProducerActor = { kind: "ops", userId: newId() };
const start = new Date("2026-03-02T09:00:00Z");

beforeAll(async () => {
  db = await createTestDatabase();
  await asActor(system, async (tx) => {
    await tx.insert(organisations).values({ id: organisationId, name: "Nike" });
    await tx.insert(users).values([
      { id: anna.userId, email: "anna@nike.example", name: "Anna Brandt" },
      { id: tom.userId, email: "tom@nike.example", name: "Tom Weidner" },
      { id: ops.userId, email: "ops@framewatch.example", name: "Marta Kowalczyk", producerRole: "ops" },
    ]);
    await tx.execute(sql`insert into memberships (organisation_id, user_id, role) values
      (${organisationId}, ${anna.userId}, 'customer_admin'), (${organisationId}, ${tom.userId}, 'customer_admin')`);
  });
});
afterAll(() => db.drop());

const ASKS_WHY: ReadonlySet<EventId> = new Set([
  "requestQuote",
  "dropQuote",
  "reviseQuote",
  "returnToModelling",
  "reopen",
  "requestRevision",
  "reportError",
  "cancel",
  "undo",
]);

async function order(n: number, batch: string): Promise<string[]> {
  const lines = Array.from({ length: n }, (_, i) => ({
    sku: `${batch}-${i}`,
    brand: "Nike",
    product: `P${i % 4}`,
    batch,
  }));
  const placed = await placeOrder(anna, { organisationId, lines }, start);
  const rows = await asActor(anna, (tx) =>
    tx.execute<{ id: string }>(sql`select id from variants where order_id = ${placed.orderId} order by sku`),
  );
  return rows.map((row) => row.id);
}

const differences = () =>
  asActor(system, async (tx) => [
    ...(await checkCounts(tx)),
    ...(await checkChains(tx)),
    ...(await checkReplay(tx)),
  ]);

async function versions(ids: string[]): Promise<number> {
  const [row] = await asActor(system, (tx) =>
    tx.execute<{ n: number; steps: number }>(sql`
      select sum(version)::int as n, (select count(*)::int from transitions where variant_id = any(${`{${ids.join(",")}}`}::uuid[])) as steps
      from variants where id = any(${`{${ids.join(",")}}`}::uuid[])`),
  );
  expect(row?.steps).toBe(row?.n);
  return row?.n ?? 0;
}

test("50 writers on 20 variants: the versions rise by exactly what succeeded, and losers are told", async () => {
  const ids = await order(20, "writers");
  const expectedVersions = Object.fromEntries(ids.map((id) => [id, 1]));
  const before = await versions(ids);
  const results = await Promise.all(
    Array.from({ length: 50 }, (_, i) => {
      const mine = ids.filter((_, n) => (n + i) % 3 !== 0);
      return sendEvent(ops, { variantIds: mine, event: "confirmFeasibility", expectedVersions }, start);
    }),
  );
  const moved = results.reduce((sum, result) => sum + result.moved, 0);
  expect(moved).toBe(20);
  expect((await versions(ids)) - before).toBe(moved);
  const told = results.flatMap((result) => result.refused);
  expect(told.length).toBe(results.reduce((sum, result) => sum + result.total, 0) - moved);
  expect(new Set(told.map((refusal) => refusal.code))).toEqual(new Set(["conflict"]));
  expect(told[0]?.message).toContain("became Analysis Complete");
});

/** What became of a line by the one event that took its variant out of Quote Sent. */
const LINE_AFTER: Partial<Record<EventId, string>> = {
  acceptQuote: "accepted",
  rejectQuote: "rejected",
  withdrawQuote: "withdrawn",
  expireQuote: "expired",
  cancel: "cancelled",
};
const RACES = 200;

test(`accept, reject, withdraw, expire and cancel, ${RACES} times from one barrier: one winner each, losers are told`, async () => {
  const later = new Date("2026-03-20T09:00:00Z");
  const ids = await order(RACES * 2, "races");
  await sendEvent(ops, { variantIds: ids, event: "confirmFeasibility" }, start);
  await sendEvent(ops, { variantIds: ids, event: "requestQuote" }, start);
  const gate = postgres(db.superuserUrl, { max: 2, onnotice: () => {} });
  const winners: Record<string, number> = {};
  const overlaps: number[] = [];
  for (let race = 0; race < RACES; race++) {
    const pair = ids.slice(race * 2, race * 2 + 2);
    const lines = pair.map((variantId) => ({ variantId, price: 100_00 }));
    const validUntil = new Date("2026-03-10T09:00:00Z");
    const { quoteVersionId } = await sendQuote(ops, { lines, currency: "EUR", validUntil }, start);
    const contenders = [
      () => decideQuote(anna, { quoteVersionId, accept: pair }, start),
      () => decideQuote(tom, { quoteVersionId, reject: pair, reason: "Too much" }, start),
      () => withdrawQuote(ops, { quoteVersionId, reason: "Wrong price" }, start),
      () => expireQuotes(later),
      () => sendEvent(anna, { variantIds: pair, event: "cancel", reason: "Dropped" }, start),
    ];
    const first = race % contenders.length;
    const { settled, overlapped } = await fromOneBarrier(gate, pair, [
      ...contenders.slice(first),
      ...contenders.slice(0, first),
    ]);
    overlaps.push(overlapped);
    const rows = await asActor(system, (tx) =>
      tx.execute<{ status: string; decided: number; left: EventId[] }>(sql`
        select case when v.place = 'cancelled' and l.status = 'withdrawn' then 'cancelled' else l.status end as status, (select count(*)::int from quote_decisions d where d.quote_version_id = l.quote_version_id) as decided,
          (select array_agg(t.event) from transitions t where t.variant_id = l.variant_id and t.from_place = 'quote_sent') as left
        from quote_lines l join variants v on v.id = l.variant_id where l.quote_version_id = ${quoteVersionId}`),
    );
    const winner = rows[0]?.left[0] as EventId;
    winners[winner] = (winners[winner] ?? 0) + 1;
    const decided = winner === "acceptQuote" || winner === "rejectQuote" ? 1 : 0;
    // One step alone took both variants away, and only a decision that won was written; who cancels comes after it.
    const after = rows[0]?.status;
    expect([LINE_AFTER[winner], "cancelled"]).toContain(after);
    expect(rows.map((row) => ({ ...row }))).toEqual(
      pair.map(() => ({ status: after, decided, left: [winner] })),
    );
    const told = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as Error] : []));
    expect(told.filter(({ name }) => name !== "Refusal")).toEqual([]);
    const by = { acceptQuote: "accepted by Anna Brandt", rejectQuote: "rejected by Tom Weidner" }[
      winner as string
    ];
    if (by && after !== "cancelled") expect(told.some(({ message }) => message.includes(by))).toBe(true);
  }
  await gate.end();
  const all = overlaps.filter((overlapped) => overlapped === 5).length;
  console.info(
    `${RACES} races: all five waited at the barrier in ${all}; winners ${JSON.stringify(winners)}`,
  );
  expect(all).toBeGreaterThan(RACES / 2);
  expect(Object.keys(winners).length).toBe(5);
  expect(await differences()).toEqual([]);
}, 180_000);

/**
 * Holds the variants' rows until every contender waits for them on a connection of its own, the first of them in front, then
 * lets all go at once. Answers how many truly waited.
 */
async function fromOneBarrier(gate: postgres.Sql, ids: string[], contenders: (() => Promise<unknown>)[]) {
  let waiting = 0;
  let running: Promise<PromiseSettledResult<unknown>[]> = Promise.resolve([]);
  await gate.begin(async (tx) => {
    await tx`select 1 from variants where id = any(${ids}::uuid[]) for update`;
    let ended = 0;
    const begin = (some: (() => Promise<unknown>)[]) =>
      some.map((contend) => contend().finally(() => (ended += 1)));
    const untilWaiting = async (many: number) => {
      while (waiting + ended < many) {
        const [row] = await gate`select count(*)::int as n from pg_stat_activity, pg_sleep(0.002)
          where datname = current_database() and wait_event_type = 'Lock'`;
        waiting = row?.n as number;
      }
    };
    const first = begin(contenders.slice(0, 1));
    await untilWaiting(1);
    running = Promise.allSettled([...first, ...begin(contenders.slice(1))]);
    await untilWaiting(contenders.length);
  });
  return { settled: await running, overlapped: waiting };
}

test("who decides second is told who decided what", async () => {
  const ids = await order(2, "second");
  await sendEvent(ops, { variantIds: ids, event: "confirmFeasibility" }, start);
  await sendEvent(ops, { variantIds: ids, event: "requestQuote" }, start);
  const lines = ids.map((variantId) => ({ variantId, price: 100_00 }));
  const { quoteVersionId } = await sendQuote(
    ops,
    { lines, currency: "EUR", validUntil: new Date("2026-03-10T09:00:00Z") },
    start,
  );
  await decideQuote(anna, { quoteVersionId, accept: ids }, start);
  await expect(decideQuote(tom, { quoteVersionId, reject: ids, reason: "No" }, start)).rejects.toThrow(
    "accepted by Anna Brandt",
  );
});

test("whatever is sent by whomever, buckets, counters, history and states agree", async () => {
  const ids = await order(24, "random");
  const reviewer = person("customer_validator");
  const member = person("customer_member");
  const actors: Actor[] = [anna, reviewer, member, ops, ops, ops, { kind: "admin", userId: newId() }];
  const events = EVENTS.filter(
    (event) =>
      !/Quote$/.test(event) || event === "requestQuote" || event === "dropQuote" || event === "reviseQuote",
  );
  const way: EventId[] = [
    "confirmFeasibility",
    "startProduction",
    "assignToBatch",
    "startModelling",
    "freeze",
    "complete",
    "validate",
  ];
  const action = fc.record({
    actor: fc.constantFrom(...actors),
    event: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...way) },
      { weight: 1, arbitrary: fc.constantFrom(...events) },
    ),
    picks: fc.uniqueArray(fc.nat(23), { minLength: 8, maxLength: 20 }),
    minutes: fc.nat(600),
  });
  let at = start.getTime();
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 12, maxLength: 12 }), async (actions) => {
      for (const { actor, event, picks, minutes } of actions) {
        at += minutes * 60_000;
        const reasonCode = event === "requestRevision" ? "colour" : undefined;
        const input = {
          variantIds: picks.map((i) => ids[i] ?? ""),
          event,
          reason: ASKS_WHY.has(event) ? "Because" : null,
          reasonCode,
        };
        await sendEvent(actor, input, new Date(at)).catch((error: Error) =>
          expect(error.name).toBe("Refusal"),
        );
      }
      expect(await differences()).toEqual([]);
    }),
    { numRuns: 10, endOnFailure: true },
  );
  const [reached] = await asActor(system, (tx) =>
    tx.execute<{ n: number }>(
      sql`select count(distinct to_place)::int as n from transitions where variant_id = any(${`{${ids.join(",")}}`}::uuid[])`,
    ),
  );
  expect(reached?.n).toBeGreaterThan(4);
}, 180_000);
