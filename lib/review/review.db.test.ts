import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations, users } from "@/db/schema";
import { Story, untilModelling } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { loadBatchTurns } from "@/lib/variants/load-turn-days";
import { rulesInForce } from "@/lib/variants/rules";
import { loadDaily } from "./daily";
import { markSeen } from "./mark-seen";
import { loadWeekly } from "./weekly";

let db: TestDatabase;
const staff: ProducerActor = { kind: "ops", userId: newId() };
/** Wednesday noon in Berlin. */
const now = new Date("2026-03-18T11:00:00Z");
const organisationId = newId();
const person = (): CustomerActor => ({
  kind: "customer",
  userId: newId(),
  organisationId,
  role: "customer_admin",
  approvalLimit: null,
  approvalCurrency: null,
});
const anna = person();
const tom = person();
const story = new Story(now, organisationId, anna, staff);
let batchId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await asActor({ kind: "system", job: "test" }, async (tx) => {
    await tx.insert(organisations).values({ id: organisationId, name: "Nike" });
    await tx.insert(users).values([
      { id: anna.userId, email: "anna@nike.example", name: "Anna" },
      { id: tom.userId, email: "tom@nike.example", name: "Tom" },
      { id: staff.userId, email: "ops@framewatch.example", name: "Marta", producerRole: "ops" },
    ]);
  });
  const lines = Array.from({ length: 10 }, (_, i) => ({
    sku: `W-${i}`,
    brand: "Nike",
    product: "P",
    batch: "Week",
  }));
  const ids = [...(await story.order(lines, 10)).values()];
  await story.play(ids, untilModelling(9.5, 9, 8.5, 8));
  await story.play(ids.slice(0, 6), [
    { event: "freeze", ago: 6.5 },
    { event: "complete", ago: 6 },
  ]);
  await story.play(ids.slice(0, 3), [{ event: "validate", ago: 2 }]);
  const quote = await story.quote(ids.slice(6, 8), { requested: 4, sent: 3.5, price: 100, validFor: 30 });
  await story.decide(quote, ids.slice(6, 8), [], 1.5);
  await story.play(ids.slice(8, 9), [{ event: "freeze", ago: 2.2 }]);
});
afterAll(() => db.drop());

const daily = (actor: CustomerActor, at = now) =>
  asActor(actor, async (tx) => loadDaily(tx, actor, { rules: await rulesInForce(tx), now: at }), {
    readOnly: true,
  });

test("the daily check-in begins with the last working day, and afterwards where each person said they had seen it", async () => {
  const first = await daily(tom);
  expect(first).toMatchObject({ first: true, since: story.ago(1.375) });
  // Two used one day of five since their quote was accepted, after four before it; one was frozen for over two days.
  expect(first.late).toMatchObject([
    { place: "working_3d_assets", count: 2, since: story.ago(0.5) },
    { place: "freezing_time", count: 1, since: story.ago(0.2) },
  ]);
  await markSeen(tom, { until: now }, now);
  expect(await daily(tom)).toMatchObject({ first: false, since: now, late: [], ready: [], news: [] });
  expect((await daily(anna)).first, "what Tom has seen is his alone").toBe(true);
  await markSeen(tom, { until: story.ago(3) }, now);
  expect((await daily(tom)).since, "never goes back").toEqual(now);
  await markSeen(anna, { until: new Date("2030-01-01") }, story.ago(3));
  const later = await daily(anna);
  expect(later.since, "nor beyond the moment it was said").toEqual(story.ago(3));
  expect(later.news.map(({ batch, changes }) => [batch.name, changes.map(({ event }) => event)])).toEqual([
    ["Week", ["freeze"]],
  ]);
  await expect(markSeen(staff, { until: now }, now).catch((e) => e.code)).resolves.toBe("not_permitted");
  await expect(markSeen(tom, { until: "never" }, now).catch((e) => e.code)).resolves.toBe("invalid");
});

test("the weekly review counts from history what moved, why an order is at risk, what comes when, and how long you took", async () => {
  const weekly = await asActor(anna, async (tx) =>
    loadWeekly(tx, organisationId, { rules: await rulesInForce(tx), now }),
  );
  expect(weekly.batches).toMatchObject([
    {
      name: "Week",
      now: { active: 10, complete: 30, buckets: { validated: 3, ready: 3 } },
      before: { active: 10, complete: 0, buckets: { validated: 0, ready: 6 } },
    },
  ]);
  expect(weekly.orders).toMatchObject([{ outlook: { late: 4 } }]);
  const { plan } = weekly;
  const dated = plan.days.reduce((sum, { count }) => sum + count, 0) + plan.later;
  expect(dated + plan.ifApproved + plan.undated).toBe(4);
  expect(plan.days).toHaveLength(10);
  expect(weekly.approvals).toMatchObject([{ brand: "Nike", median: 2, decisions: 1 }]);
});

test("a batch's time is split by whose turn it was, from the same stays as its variants' histories", async () => {
  const { batches } = await asActor(anna, async (tx) =>
    loadWeekly(tx, organisationId, { rules: await rulesInForce(tx), now }),
  );
  batchId = batches[0]!.id;
  const { average, variants } = await asActor(anna, async (tx) =>
    loadBatchTurns(tx, organisationId, batchId, { calendar: (await rulesInForce(tx)).calendar, now }),
  );
  expect(variants).toBe(10);
  // Three waited 4 days for validation, three 6 days so far, two 2 days on their quote; all else was the producer's.
  expect(average.customer).toBeCloseTo((3 * 4 + 3 * 6 + 2 * 2) / 10, 6);
  expect(average.producer).toBeCloseTo((6 * 4 + 2 * 8 + 2 * 10) / 10, 6);
  expect(average.error).toBe(0);
});
