import { afterAll, beforeAll, expect, test } from "vitest";
import { tellExample } from "@/db/seed/demo/example";
import { Story, untilModelling } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { addTestPeople, newTestPeople } from "@/db/testing/people";
import { asActor, type CustomerActor, type Tx } from "@/lib/access/actor";
import { addBusinessDays } from "@/lib/calendar/business-time";
import { DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import { raiseFlags } from "@/lib/validation/flags";
import { rulesInForce } from "@/lib/variants/rules";
import { sendEvent } from "@/lib/variants/send-event";
import type { Alert } from "./alert";
import { alertsOf } from "./alerts-of";
import { causesOf } from "./causes";
import { countAlerts } from "./count-alerts";

let db: TestDatabase;
const now = new Date("2026-03-18T11:00:00Z");
const people = newTestPeople();
const { nike, lumen, staff } = people;

beforeAll(async () => {
  db = await createTestDatabase();
  await addTestPeople(people);
});
afterAll(() => db.drop());

/** An order of `count` variants in a batch of their own, as a story to go on with; answers their ids. */
async function ordered(story: Story, batch: string, count: number, ago: number): Promise<string[]> {
  const line = (i: number) => ({ sku: `${batch}-${i}`, brand: "B", product: "P", batch });
  return [
    ...(
      await story.order(
        Array.from({ length: count }, (_, i) => line(i)),
        ago,
      )
    ).values(),
  ];
}

function alerts(actor: CustomerActor, at = now, batchId?: string): Promise<Alert[]> {
  return asActor(actor, async (tx) => {
    const rules = await rulesInForce(tx);
    return alertsOf(tx, actor.organisationId, { now: at, rules, ...(batchId ? { batchId } : {}) });
  });
}

const in_ = (all: Alert[], batch: string) =>
  all.filter((alert) => alert.batches.some((b) => b.name === batch));
const later = (days: number) => addBusinessDays(DEFAULT_CALENDAR, now, days);

test("the seed's example has exactly one alert: ten variants blocked by one quote", {
  timeout: 240_000,
}, async () => {
  const story = new Story(now, nike.organisationId, nike, staff);
  await tellExample(story);
  const found = await alerts(nike);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    kind: "blocked",
    cause: "quote",
    count: 10,
    batches: [{ name: "Nike Collection 2024", count: 10 }],
    quote: { total: 1_240_00, currency: "EUR", version: 1 },
  });
  const counted = await asActor(nike, async (tx) =>
    countAlerts(tx, nike.organisationId, { now, rules: await rulesInForce(tx) }),
  );
  expect(counted).toMatchObject({ total: 1, byKind: { blocked: 1, delay: 0, error: 0, quality: 0 } });
  // The 15 reviews become an alert of their own once the reminder of three business days has passed.
  const overdue = in_(await alerts(nike, later(4)), "Nike Collection 2024").find(
    (alert) => alert.kind === "blocked" && alert.cause === "review",
  );
  expect(overdue).toMatchObject({ count: 15 });
});

test("a delay is one alert for each batch and state, late before at risk, and only on the producer's turn", async () => {
  const story = new Story(now, nike.organisationId, nike, staff);
  const ids = await ordered(story, "Delayed", 9, 8);
  await story.play(ids.slice(0, 6), untilModelling(7.5, 7, 6.8, 6.5));
  await story.play(ids.slice(0, 2), [{ event: "freeze", ago: 1.7 }]);
  const quoted = await story.quote(ids.slice(0, 2), { requested: 1.5, sent: 1.4, price: 1, validFor: 9 });
  expect(quoted).toBeTruthy();
  const found = in_(await alerts(nike), "Delayed");
  expect(found.map((a) => (a.kind === "delay" ? [a.place, a.late, a.atRisk] : a.kind))).toEqual([
    "blocked",
    ["pending_analysis", 3, 0],
    ["working_3d_assets", 4, 0],
  ]);
  // Long past: the two with the customer are still no delay of ours.
  const weeks = in_(await alerts(nike, later(15)), "Delayed");
  expect(weeks.filter((a) => a.kind === "delay").map((a) => a.count)).toEqual([3, 4]);
  const modelling = found.find((a) => a.kind === "delay" && a.place === "working_3d_assets");
  expect(modelling?.kind === "delay" && modelling.worst.enteredAt).toEqual(story.ago(6.5));
});

test("at risk begins at 80% of the high and ends with it", async () => {
  const story = new Story(now, nike.organisationId, nike, staff);
  await ordered(story, "Fresh", 4, 1.5);
  expect(in_(await alerts(nike), "Fresh")).toEqual([]);
  expect(in_(await alerts(nike, later(0.2)), "Fresh")).toMatchObject([{ kind: "delay", late: 0, atRisk: 4 }]);
  expect(in_(await alerts(nike, later(0.6)), "Fresh")).toMatchObject([{ kind: "delay", late: 4, atRisk: 0 }]);
});

test("an error is one alert for the operation that reported it, a rejection one for its batch with the reason", async () => {
  const story = new Story(now, nike.organisationId, nike, staff);
  const ids = await ordered(story, "Troubled", 6, 3);
  await story.play(ids.slice(0, 2), [
    { event: "reportError", ago: 0.5, reason: "The temple file cannot be read." },
  ]);
  await story.play(ids.slice(2, 3), [{ event: "reportError", ago: 0.2, reason: "The scan is missing." }]);
  await story.play(ids.slice(3, 5), [{ event: "confirmFeasibility", ago: 2.5 }]);
  const quote = await story.quote(ids.slice(3, 5), { requested: 2, sent: 1.8, price: 100, validFor: 9 });
  await story.decide(quote, [], ids.slice(3, 5), 1, "Too much for a sample.");
  const found = in_(await alerts(nike), "Troubled");
  expect(found.filter((a) => a.kind === "error")).toMatchObject([
    {
      count: 2,
      reason: "The temple file cannot be read.",
      stoppedIn: "pending_analysis",
      modellingBegun: false,
    },
    { count: 1, reason: "The scan is missing." },
  ]);
  expect(found.find((a) => a.kind === "blocked")).toMatchObject({
    cause: "rejected",
    count: 2,
    reason: "Too much for a sample.",
    variantIds: ids.slice(3, 5),
  });
  // Alerts are derived: once the cause is gone, so is the alert.
  await story.play(ids.slice(3, 5), [{ event: "reviseQuote", ago: 0.1, reason: "Without the gift box." }]);
  expect(in_(await alerts(nike), "Troubled").filter((a) => a.kind === "blocked")).toEqual([]);
});

test("flags that say the same are one alert, one that blocks comes first, and cancelled variants have none", async () => {
  const story = new Story(now, nike.organisationId, nike, staff);
  const ids = await ordered(story, "Flagged", 5, 0.4);
  const minor = { kind: "geometry", severity: "minor", blocking: false, words: "Hinge gap 0.4 mm" } as const;
  await raiseFlags(staff, { variantIds: ids.slice(0, 4), ...minor }, story.ago(0.3));
  await raiseFlags(
    staff,
    {
      variantIds: ids.slice(4),
      kind: "texture",
      severity: "major",
      blocking: true,
      words: "Seam at the tip",
    },
    story.ago(0.2),
  );
  await story.play(ids.slice(3, 4), [
    { event: "cancel", ago: 0.1, reason: "No longer needed", code: "other" },
  ]);
  expect(in_(await alerts(nike), "Flagged")).toMatchObject([
    { kind: "quality", blocking: true, count: 1, words: "Seam at the tip" },
    { kind: "quality", blocking: false, count: 3, words: "Hinge gap 0.4 mm" },
  ]);
});

test("a quote that spans two batches is one alert, and one batch asks for its part alone", async () => {
  const story = new Story(now, nike.organisationId, nike, staff);
  const line = (batch: string, i: number) => ({ sku: `${batch}-${i}`, brand: "B", product: "P", batch });
  const ids = [...(await story.order([line("East", 1), line("East", 2), line("West", 1)], 0.9)).values()];
  await story.play(ids, [{ event: "confirmFeasibility", ago: 0.8 }]);
  await story.quote(ids, { requested: 0.6, sent: 0.5, price: 100, validFor: 9 });
  const all = in_(await alerts(nike), "West");
  expect(all).toHaveLength(1);
  expect(all[0]?.batches.map(({ name, count }) => [name, count]).sort()).toEqual([
    ["East", 2],
    ["West", 1],
  ]);
  const west = await alerts(nike, now, all[0]?.batches.find((b) => b.name === "West")?.id);
  expect(west).toMatchObject([{ count: 1, quote: { total: 300 } }]);
});

test("another organisation's alerts are not there, even where the query asks for them", async () => {
  expect(await alerts(lumen)).toEqual([]);
  expect(await alerts({ ...lumen, organisationId: nike.organisationId })).not.toEqual([]);
  const asked = await asActor(lumen, async (tx) =>
    alertsOf(tx, nike.organisationId, { now, rules: await rulesInForce(tx) }),
  );
  expect(asked).toEqual([]);
});

test("an error that is retried while a page is read is whole in that reading, and gone for who asks of it later", async () => {
  const story = new Story(now, nike.organisationId, nike, staff);
  const ids = await ordered(story, "Retried meanwhile", 2, 3);
  await sendEvent(staff, { variantIds: ids, event: "reportError", reason: "The file is broken." }, now);
  const retry = () => sendEvent(staff, { variantIds: ids, event: "retry" }, now);
  const wanted = async (tx: Tx) => ({ now, rules: await rulesInForce(tx) });

  const read = await asActor(
    nike,
    async (tx) => {
      const causes = await causesOf(tx, nike.organisationId, await wanted(tx));
      await retry();
      return alertsOf(tx, nike.organisationId, { ...(await wanted(tx)), causes });
    },
    { readOnly: true },
  );
  expect(in_(read, "Retried meanwhile")).toMatchObject([
    { kind: "error", count: 2, named: [{ sku: "Retried meanwhile-0" }, { sku: "Retried meanwhile-1" }] },
  ]);

  await sendEvent(staff, { variantIds: ids, event: "reportError", reason: "Again." }, now);
  const later = await asActor(nike, async (tx) => {
    const causes = await causesOf(tx, nike.organisationId, await wanted(tx));
    await retry();
    return alertsOf(tx, nike.organisationId, { ...(await wanted(tx)), causes });
  });
  expect(in_(later, "Retried meanwhile")).toEqual([]);
});
