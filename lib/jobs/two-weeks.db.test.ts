import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDemoDatabase, DEMO_NOW, type TestDatabase } from "@/db/testing";
import { asActor, type ProducerActor } from "@/lib/access/actor";
import { type LearnFrom, learn } from "@/lib/forecast/learn";
import { learnModel } from "@/lib/insights/learn/learn-model";
import { sendEvent } from "@/lib/variants/send-event";
import { runWhenDue } from "./run-jobs";
import { JOBS } from "./start-jobs";

let database: TestDatabase;
const system = { kind: "system", job: "test" } as const;
const hour = 3_600_000;
const later = (ms: number) => new Date(DEMO_NOW.getTime() + ms);
/** The clocks of the producer's zone change in between, on 29 March. */
const END = later(14 * 24 * hour);

beforeAll(async () => {
  database = await createDemoDatabase();
  process.env.FRAMEWATCH_URL = "https://frames.example";
});
afterAll(() => database.drop());

const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  asActor(system, async (tx) => [...(await tx.execute<T>(query))]);

/** Every job of the product; it does not look back on how it learned, which takes longer than all the rest. */
const unjudged = { methods: [], batchesAsked: 0, apart: null, learned: [], limits: [] };
const learning = (from: LearnFrom) => learn({ ...from, score: { ...unjudged, at: from.now } });
const jobs = JOBS.map((job) =>
  job.name === "learn" ? { ...job, run: (now: Date) => learnModel(now, learning).then(() => {}) } : job,
);

/** Each once in each of two processes. */
async function runAll(at: Date): Promise<void> {
  for (const job of jobs)
    await Promise.all(["one", "two"].map((holder) => runWhenDue(job, holder, () => at)));
}

/** What people were told of deadlines, by person, batch and state. */
const told = () =>
  rows<{ n: number; kind: string }>(sql`
    select count(*)::int as n, kind from notifications where data ->> 'place' is not null
    group by user_id, kind, batch_id, data ->> 'place', data ->> 'reminder'`);

test("two weeks with every job running in two processes: each person is told once of each cause, and it resolves", async () => {
  for (let at = DEMO_NOW; at <= END; at = new Date(at.getTime() + 12 * hour)) await runAll(at);
  const failures = await rows(
    sql`select key, value from settings where key like 'job:%' and value ->> 'failure' is not null`,
  );
  expect(failures).toEqual([]);

  const once = await told();
  expect(once.filter(({ kind }) => kind === "late").length).toBeGreaterThan(20);
  expect(once.filter(({ n }) => n !== 1)).toEqual([]);
  const twiceMailed = await rows(sql`
    select user_id, line, count(*) from mails, jsonb_array_elements_text(data -> 'lines') as line
    where template = 'notice' group by 1, 2 having count(*) > 1`);
  expect(twiceMailed).toEqual([]);
  const digests = await rows<{ n: number }>(
    sql`select count(*)::int as n from mails where template = 'digest' group by user_id`,
  );
  expect(digests.length).toBeGreaterThan(3);
  expect(Math.max(...digests.map(({ n }) => n)), "at most one a day").toBeLessThanOrEqual(15);

  const late = await rows<{ id: string }>(sql`
    select id from variants where place = 'working_3d_assets' and due_at < ${END.toISOString()}::timestamptz`);
  expect(late.length).toBeGreaterThan(0);
  const standing = () =>
    rows<{ cause_key: string }>(sql`
      select cause_key from (select distinct on (organisation_id, cause_key) cause_key, event from alert_log
        where cause_key like 'delay:%:working_3d_assets' and event in ('appeared', 'resolved')
        order by organisation_id, cause_key, at desc, id desc) l where event = 'appeared'`);
  expect((await standing()).length).toBeGreaterThan(0);
  const [marta] = await rows<{ id: string }>(
    sql`select id from users where email = 'ops@framewatch.example'`,
  );
  const ops: ProducerActor = { kind: "ops", userId: marta!.id };
  await sendEvent(ops, { event: "freeze", variantIds: late.map(({ id }) => id) }, END);
  await runAll(new Date(END.getTime() + hour));
  expect(await standing()).toEqual([]);
  expect(await rows(sql`select 1 from late_spells where place = 'working_3d_assets'`)).toEqual([]);
  expect((await told()).filter(({ n }) => n !== 1)).toEqual([]);
}, 180_000);
