import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Story, untilModelling } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { addTestPeople, newTestPeople } from "@/db/testing/people";
import { asActor, type CustomerActor, type ProducerActor, type Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { listBatches } from "@/lib/batches/list-batches";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import { approvalSentences, outlookWords } from "@/lib/batches/outlook-words";
import { addBusinessDays } from "@/lib/calendar/business-time";
import { DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import { listComments } from "@/lib/comments/list-comments";
import { addComment } from "@/lib/comments/write-comment";
import { mergeBatch } from "@/lib/variants/merge-batch";
import { rulesInForce } from "@/lib/variants/rules";
import { search } from "@/lib/variants/search";
import { listMergedDates, listPromises } from "./list-promises";
import { reasonSentence } from "./reason-words";
import { refreshPromise } from "./refresh-promise";
import { refreshPromises, versionedRules } from "./refresh-promises";
import { scoreBatches } from "./score-batches";

let db: TestDatabase;
const system = { kind: "system", job: "test" } as const;
const now = new Date("2026-03-18T11:00:00Z");
const people = newTestPeople();
const { nike, lumen, staff } = people;

beforeAll(async () => {
  db = await createTestDatabase();
  await addTestPeople(people);
}, 120_000);
afterAll(() => db.drop());

const at = (days: number) => addBusinessDays(DEFAULT_CALENDAR, now, days);
const storyAt = (when: Date) => new Story(when, nike.organisationId, nike, staff);

/** A batch of `count` variants ordered at `now`, with the date it was given first. */
async function ordered(batch: string, count = 6): Promise<{ batchId: string; ids: string[] }> {
  const line = (i: number) => ({ sku: `${batch}-${i}`, brand: "Nike", product: "P", batch });
  const lines = Array.from({ length: count }, (_, i) => line(i));
  const ids = [...(await storyAt(now).order(lines, 0)).values()];
  await refreshPromises(now);
  return { batchId: (await named(batch)).id, ids };
}

async function named(name: string) {
  const { rows } = await asActor(nike, (tx) =>
    listBatches(tx, nike.organisationId, { search: name, size: 9 }),
  );
  const [row] = rows;
  if (!row) throw new Error(`No batch ${name}.`);
  return row;
}

const ledger = (batchId: string, actor: CustomerActor | ProducerActor = nike) =>
  asActor(actor, (tx) => listPromises(tx, nike.organisationId, batchId));
const refresh = (batchId: string, when: Date) =>
  asActor(system, async (tx: Tx) =>
    refreshPromise(
      tx,
      { organisationId: nike.organisationId, batchId },
      { rules: await versionedRules(tx), now: when },
    ),
  );
const play = (ids: string[], when: Date, event: "confirmFeasibility" | "reportError", reason?: string) =>
  storyAt(when).play(ids, [{ event, ago: 0, ...(reason ? { reason } : {}) }]);

async function shown(name: string, when: Date) {
  const batch = await named(name);
  return asActor(nike, async (tx) => {
    const rules = await rulesInForce(tx);
    const outlook = (await loadOutlooks(tx, nike.organisationId, [batch], { rules, now: when })).get(
      batch.id,
    );
    if (!outlook) throw new Error(`No outlook of ${name}.`);
    return { outlook, words: outlookWords(outlook, { zone: rules.calendar.zone, now: when }) };
  });
}

test("a new batch gets a date, noise leaves it, a slip is written with its reason and the date before it", async () => {
  const { batchId, ids } = await ordered("Slipping");
  const [first, ...others] = await ledger(batchId);
  expect(others).toEqual([]);
  expect(first).toMatchObject({ version: 1, kind: "range", reasons: [], variants: 6, leftOut: 0 });
  expect(await refresh(batchId, at(0.3))).toBeNull();
  expect((await shown("Slipping", at(0.3))).outlook.expected).toEqual(first?.expected);
  await play(ids.slice(0, 2), at(3), "reportError", "The scan is missing.");
  expect(await refresh(batchId, at(5))).toBe("later");
  const [second] = await ledger(batchId);
  expect(reasonSentence(second?.reasons ?? [])).toMatch(
    /^Two variants reported an error; four variants over time\.$/,
  );
  const { outlook, words } = await shown("Slipping", at(5));
  expect(outlook.expected).toEqual(second?.expected);
  expect(outlook.promise).toMatchObject({ was: first?.expected?.to, since: at(5) });
  expect(words.notes.at(-1)).toMatch(/^was \d+ \w+$/);
});

test("many who reckon at once write a change once", async () => {
  const { batchId } = await ordered("Crowded");
  const shifts = await Promise.all(Array.from({ length: 8 }, () => refresh(batchId, at(6))));
  expect(shifts.filter(Boolean)).toEqual(["later"]);
  expect((await ledger(batchId)).map(({ version }) => version)).toEqual([2, 1]);
});

test("the job finds by itself what has news, and a repeated run changes nothing", async () => {
  const { batchId, ids } = await ordered("Noticed");
  await play(ids, at(0.5), "reportError", "The files are gone.");
  await refreshPromises(at(0.6));
  expect((await ledger(batchId))[0]).toMatchObject({ kind: "none", reasons: [{ code: "errors", count: 6 }] });
  await refreshPromises(at(0.7));
  expect(await ledger(batchId)).toHaveLength(2);
});

test("a quote's condition is kept until its day, then said anew with how long it waited", async () => {
  const { batchId, ids } = await ordered("Quoted");
  const story = storyAt(at(1));
  await story.play(ids, [{ event: "confirmFeasibility", ago: 0.5 }]);
  await story.quote(ids, { requested: 0.4, sent: 0.2, price: 100, validFor: 30 });
  expect(await refresh(batchId, at(1))).toBe("status");
  const { outlook } = await shown("Quoted", at(1.5));
  expect(outlook).toMatchObject({ status: "conditional", expected: null, ifApproved: { count: 6 } });
  expect(approvalSentences(outlook, DEFAULT_CALENDAR, at(1.5))).toMatch(
    /^If approved by 20 Mar: \d+ \w+\. Each working day later moves it by a day\.$/,
  );
  expect(await refresh(batchId, at(1.5))).toBeNull();
  expect(await refresh(batchId, at(4.9))).toBe("condition");
  const [anew] = await ledger(batchId);
  expect(reasonSentence(anew?.reasons ?? [])).toMatch(
    /^Quote waited 4 days\.|^Six variants need a quote; quote waited 4 days\.$/,
  );
  expect(anew?.ifApproved?.to.getTime()).toBeGreaterThan(outlook.ifApproved?.to.getTime() ?? 0);
});

test("the moment everything is produced is kept beside the dates that were said of it", async () => {
  const { batchId, ids } = await ordered("Made", 2);
  const story = storyAt(at(6));
  await story.play(ids, [
    ...untilModelling(5, 4.5, 4, 3.5),
    { event: "freeze", ago: 1 },
    { event: "complete", ago: 0.5 },
  ]);
  expect(await refresh(batchId, at(6))).toBe("status");
  expect((await ledger(batchId))[0]).toMatchObject({ kind: "ready", readyAt: story.ago(0.5) });
});

test("an estimate that nobody reckoned anew says so: after a day, or after an hour where something changed", async () => {
  const { ids } = await ordered("Stale");
  const stale = async (when: Date) => (await shown("Stale", when)).outlook.promise?.staleSince;
  expect(await stale(at(0.9))).toBeNull();
  expect(await stale(at(2))).toEqual(now);
  await play(ids.slice(0, 1), at(0.5), "confirmFeasibility");
  const { outlook, words } = await shown("Stale", at(0.9));
  expect(outlook.promise?.staleSince).toEqual(now);
  expect(words.notes.at(-1)).toBe("out of date: last reckoned Wed 18 Mar 2026, 12:00 CET");
});

test("what was shown and said of a batch that is merged follows it, and is judged by when the whole was ready", async () => {
  const [small, whole] = [await ordered("Small", 2), await ordered("Whole", 2)];
  const [first] = await ledger(small.batchId);
  await addComment(nike, { on: "batch", id: small.batchId, words: "Is it on time?" }, at(0.2));
  const becomeOne = { batchId: small.batchId, intoId: whole.batchId, reason: "They are worked on together" };
  await mergeBatch(staff, becomeOne, at(0.5), async () => {});
  await refresh(whole.batchId, at(1));
  const read = await asActor(nike, async (tx) => ({
    merged: await listMergedDates(tx, nike.organisationId, whole.batchId),
    talk: await listComments(tx, nike, nike.organisationId, { on: "batch", id: whole.batchId }, at(1)),
    found: (await search(tx, nike.organisationId, "Small", 9)).batches,
  }));
  expect(read.merged).toMatchObject([{ name: "Small", mergedAt: at(0.5), dates: [first] }]);
  expect(read.talk.comments).toMatchObject([{ words: "Is it on time?", from: "Small" }]);
  expect(read.found).toEqual([{ id: small.batchId, name: "Small", into: "Whole" }]);

  const done = [
    ...untilModelling(5, 4.5, 4, 3.5),
    { event: "freeze", ago: 1 },
    { event: "complete", ago: 0.5 },
  ];
  await storyAt(at(6)).play([...small.ids, ...whole.ids], done as Parameters<Story["play"]>[1]);
  await refresh(whole.batchId, at(6));
  const scores = await asActor(nike, (tx) =>
    scoreBatches(tx, DEFAULT_CALENDAR, { organisationId: nike.organisationId, most: 99 }),
  );
  const [ready] = await ledger(whole.batchId);
  for (const name of ["Small", "Whole"])
    expect(scores.filter(({ batch }) => batch.name === name)).toMatchObject([{ readyAt: ready?.readyAt }]);
});

test("what was shown can be neither changed nor removed nor invented, whoever asks", async () => {
  const { batchId } = await ordered("Kept");
  for (const actor of [system, staff, nike]) {
    for (const statement of [sql`update promises set expected_to = now()`, sql`delete from promises`])
      await expect(
        asActor(actor, (tx) => tx.execute(statement)).catch((e) => e.cause.message),
      ).resolves.toMatch("permission denied");
  }
  for (const actor of [staff, nike]) {
    const invented = asActor(actor, (tx) =>
      tx.execute(sql`insert into promises (organisation_id, batch_id, version, kind, variants, left_out, reasons, calendar_version, policy_version, at)
        values (${nike.organisationId}, ${batchId}, 9, 'none', 0, 0, '[]', 0, 0, now())`),
    );
    await expect(invented.catch((e) => e.cause.message)).resolves.toMatch("row-level security");
  }
});

test("the dates of one organisation are another's nothing, and a link's holder reads those of its batch alone", async () => {
  const { batchId } = await ordered("Apart");
  expect(await ledger(batchId, lumen)).toEqual([]);
  expect(await ledger(batchId, staff)).toHaveLength(1);
  const link = {
    kind: "stakeholder",
    organisationId: nike.organisationId,
    linkId: newId(),
    scope: "batch",
  } as const;
  const seen = await asActor({ ...link, subjectId: batchId }, (tx) =>
    tx.execute<{ batch_id: string }>(sql`select distinct batch_id from promises`),
  );
  expect(seen.map(({ batch_id }) => batch_id)).toEqual([batchId]);
});
