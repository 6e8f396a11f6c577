import { afterAll, beforeAll, expect, test } from "vitest";
import { tellExample } from "@/db/seed/demo/example";
import { Story, untilModelling } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { addTestPeople, newTestPeople } from "@/db/testing/people";
import { asActor, type CustomerActor, type Tx } from "@/lib/access/actor";
import { progressOf } from "@/lib/lifecycle/progress";
import { rulesInForce } from "@/lib/variants/rules";
import { findBatch } from "./find-batch";
import { countBatches, listBatches } from "./list-batches";
import { listProductsOfBatch } from "./list-products";
import { loadOutlooks } from "./load-outlooks";
import { batchSentences, outlookWords } from "./outlook-words";
import { totalCounts } from "./place-counts";

let db: TestDatabase;
const now = new Date("2026-03-18T11:00:00Z");
const style = { zone: "Europe/Berlin", now };
const people = newTestPeople();
const { nike, lumen, staff } = people;

beforeAll(async () => {
  db = await createTestDatabase();
  await addTestPeople(people);
  const story = new Story(now, nike.organisationId, nike, staff);
  await tellExample(story);
  await ordered(story, "Waiting", 2, 4);
  const quoted = await ordered(story, "Quoted", 2, 3, { requestedOn: "2026-03-17" });
  await story.play(quoted, [{ event: "confirmFeasibility", ago: 2.5 }]);
  await story.quote(quoted, { requested: 2, sent: 1.8, price: 100, validFor: 9 });
  const done = await ordered(story, "Done", 2, 20);
  await story.play(done, untilModelling(19, 18, 17, 16));
  await story.play(done, [
    { event: "freeze", ago: 13 },
    { event: "complete", ago: 12 },
    { event: "validate", ago: 11 },
  ]);
}, 240_000);
afterAll(() => db.drop());

async function ordered(
  story: Story,
  batch: string,
  count: number,
  ago: number,
  more: { requestedOn?: string } = {},
): Promise<string[]> {
  const line = (i: number) => ({ sku: `${batch}-${i}`, brand: "B", product: `P${i}`, batch });
  return [
    ...(
      await story.order(
        Array.from({ length: count }, (_, i) => line(i)),
        ago,
        more,
      )
    ).values(),
  ];
}

const as = <T>(actor: CustomerActor, work: (tx: Tx, organisationId: string) => Promise<T>) =>
  asActor(actor, (tx) => work(tx, actor.organisationId));

async function named(name: string) {
  const { rows } = await as(nike, (tx, id) => listBatches(tx, id, { search: name, size: 10 }));
  const [row] = rows;
  if (!row) throw new Error(`No batch ${name}.`);
  return row;
}

async function outlookNamed(name: string) {
  const batch = await named(name);
  const outlooks = await as(nike, async (tx, id) => {
    const rules = await rulesInForce(tx);
    return loadOutlooks(tx, id, [batch], { rules, now });
  });
  const outlook = outlooks.get(batch.id);
  if (!outlook) throw new Error(`No outlook of ${name}.`);
  return { batch, outlook };
}

test("the seed's example reads 45% Complete (45/100 variants), on the batch and summed over its products", async () => {
  const batch = await named("Nike Collection 2024");
  const { complete, buckets, active } = progressOf(batch.counts);
  expect({ complete, active, ...buckets }).toEqual({
    complete: 45,
    active: 100,
    production: 30,
    ready: 15,
    validated: 45,
    hold: 10,
    attention: 0,
    cancelled: 0,
  });
  const products = await as(nike, (tx, id) => listProductsOfBatch(tx, id, batch.id));
  expect(products).toHaveLength(10);
  const sum = (of: (p: ReturnType<typeof progressOf>) => number) =>
    products.reduce((total, { counts }) => total + of(progressOf(counts)), 0);
  expect([sum((p) => p.active), sum((p) => p.buckets.validated), sum((p) => p.buckets.ready)]).toEqual([
    100, 45, 15,
  ]);
  const found = await as(nike, (tx, id) => findBatch(tx, id, batch.id));
  expect(found).toMatchObject({ name: "Nike Collection 2024", brands: ["Nike"], mergedInto: null });
  expect(found?.orders).toHaveLength(1);
  expect(found?.counts).toEqual(batch.counts);
});

test("a page says what waits: the sentences of the example name the date and the ten variants", async () => {
  const { batch, outlook } = await outlookNamed("Nike Collection 2024");
  expect(outlook).toMatchObject({ status: "on_track", late: 0, errors: 0, rejected: 0 });
  expect(outlook.ifApproved).toMatchObject({ count: 10 });
  const [when, waits] = batchSentences(
    outlook,
    progressOf(batch.counts),
    { quotes: batch.counts.quote_sent, rejected: 0 },
    "customer",
    style,
  );
  expect(when).toMatch(/^On track for \d.* March\.$/);
  expect(waits).toBe("Ten variants wait for your approval.");
});

test("without a decision there is only a conditional date, and a finished batch has its day", async () => {
  const quoted = await outlookNamed("Quoted");
  expect(quoted.outlook).toMatchObject({ status: "conditional", expected: null });
  expect(outlookWords(quoted.outlook, style).head).toMatch(/^If approved by 19 Mar: /);
  const done = await outlookNamed("Done");
  expect(done.outlook.status).toBe("finished");
  expect(outlookWords(done.outlook, style).head).toBe("Finished Tue 3 Mar");
});

test("late means past the date that was asked for, or over a limit and past the plan", async () => {
  const { batch, outlook } = await outlookNamed("Waiting");
  expect(outlook).toMatchObject({ status: "late", late: 2 });
  const asked = async (requestedOn: string) =>
    as(nike, async (tx, id) => {
      const rules = await rulesInForce(tx);
      return (await loadOutlooks(tx, id, [{ ...batch, requestedOn }], { rules, now })).get(batch.id)?.status;
    });
  expect(await asked("2026-03-20")).toBe("late");
  expect(await asked("2026-06-01")).toBe("on_track");
});

test("a date that one order asked for is its batch's, and not asked of everything the organisation ordered", async () => {
  expect((await outlookNamed("Quoted")).outlook).toMatchObject({ target: "2026-03-17" });
  const everything = await as(nike, async (tx, id) => {
    const all = { id, counts: await totalCounts(tx, id), promisedOn: null, requestedOn: null };
    const rules = await rulesInForce(tx);
    return (await loadOutlooks(tx, id, [all], { rules, now, of: "organisation" })).get(id);
  });
  expect(everything).toMatchObject({ target: null, expected: expect.anything() });
});

test("filters count what they show, open batches come first, and pages continue by key in every order", async () => {
  const counts = await as(nike, (tx, id) => countBatches(tx, id));
  expect(counts).toEqual({ all: 4, open: 3, waiting: 2, finished: 1 });
  for (const filter of ["all", "open", "waiting", "finished"] as const) {
    const { rows } = await as(nike, (tx, id) => listBatches(tx, id, { filter, size: 10 }));
    expect(rows).toHaveLength(counts[filter]);
  }
  for (const sort of ["open", "name", "complete", "newest"] as const) {
    const whole = await as(nike, (tx, id) => listBatches(tx, id, { sort, size: 10 }));
    const names: string[] = [];
    let from: string | undefined;
    do {
      const page = await as(nike, (tx, id) =>
        listBatches(tx, id, { sort, size: 1, ...(from ? { from } : {}) }),
      );
      names.push(...page.rows.map((row) => row.name));
      from = page.next ?? undefined;
    } while (from);
    expect(names).toEqual(whole.rows.map((row) => row.name));
    if (sort === "open") expect(names.at(-1)).toBe("Done");
    if (sort === "name") expect(names).toEqual(["Done", "Nike Collection 2024", "Quoted", "Waiting"]);
  }
});

test("totals sum over batches; another organisation has none of it and finds nothing by id", async () => {
  const totals = await as(nike, (tx, id) => totalCounts(tx, id));
  expect(progressOf(totals)).toMatchObject({
    active: 106,
    buckets: { validated: 47, hold: 12, production: 32 },
  });
  const batch = await named("Nike Collection 2024");
  expect(await as(lumen, (tx, id) => findBatch(tx, id, batch.id))).toBeNull();
  expect(await as(lumen, (tx) => findBatch(tx, nike.organisationId, batch.id))).toBeNull();
  expect(await as(lumen, (tx) => listProductsOfBatch(tx, nike.organisationId, batch.id))).toEqual([]);
  expect(progressOf(await as(lumen, (tx, id) => totalCounts(tx, id))).all).toBe(0);
  expect(await as(nike, (tx, id) => findBatch(tx, id, "no id at all"))).toBeNull();
});

test("everything an organisation has is late where one of its batches is, not where one's variants meet another's plan", async () => {
  const everything = (actor: CustomerActor) =>
    as(actor, async (tx, id) => {
      const all = { id, counts: await totalCounts(tx, id), promisedOn: null, requestedOn: null };
      const rules = await rulesInForce(tx);
      return (await loadOutlooks(tx, id, [all], { rules, now, of: "organisation" })).get(id);
    });
  expect(await everything(nike)).toMatchObject({ status: "late" });
  const story = new Story(now, lumen.organisationId, lumen, staff);
  // Over its limit and in time for the date asked for; beside it one that is past no limit and ends a little after its plan.
  await ordered(story, "Far away", 2, 5, { requestedOn: "2026-06-30" });
  const steady = await ordered(story, "Steady", 2, 9);
  await story.play(steady, untilModelling(7, 5, 3, 0.5));
  const statuses = await as(lumen, async (tx, id) => {
    const { rows } = await listBatches(tx, id, { size: 10 });
    return [...(await loadOutlooks(tx, id, rows, { rules: await rulesInForce(tx), now })).values()];
  });
  expect(statuses.map(({ status, late }) => [status, late]).sort()).toEqual([
    ["on_track", 0],
    ["on_track", 2],
  ]);
  expect(await everything(lumen)).toMatchObject({ status: "on_track", late: 2 });
});
