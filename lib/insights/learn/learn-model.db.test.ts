import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDemoDatabase, DEMO_NOW, type TestDatabase } from "@/db/testing";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { type LearnFrom, learn } from "@/lib/forecast/learn";
import { LEVELS } from "@/lib/forecast/learned-model";
import { learnedInForce } from "@/lib/learning/learned-in-force";
import { tellNews } from "@/lib/notifications/tell-news";
import { refreshEveryPromise } from "@/lib/promises/refresh-promises";
import { rulesInForce } from "@/lib/variants/rules";
import { sendEvent } from "@/lib/variants/send-event";
import { whatIf } from "../what-if";
import { learnInProcess } from "./learn-in-process";
import { learnModel } from "./learn-model";

let database: TestDatabase;
const system: Actor = { kind: "system", job: "test" };
const staff: Actor = { kind: "ops", userId: newId() };
const hour = 3_600_000;
const later = (ms: number) => new Date(DEMO_NOW.getTime() + ms);
const read = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => asActor(actor, work, { readOnly: true });
const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  asActor(system, async (tx) => [...(await tx.execute<T>(query))]);

async function asSuperuser(statement: string): Promise<void> {
  const client = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  await client.unsafe(statement);
  await client.end({ timeout: 5 });
}

beforeAll(async () => {
  database = await createDemoDatabase();
}, 120_000);
afterAll(() => database.drop());

/** Stands for minutes of reckoning: every stay takes forty days, each brand has a cell of its own. */
const asked: LearnFrom[] = [];
function fortyDays(from: LearnFrom) {
  asked.push(from);
  const brands = [...new Set(from.variants.map(({ brandId }) => brandId))];
  const cell = (brand: string | null) => ({ n: 500, left: [LEVELS.map(() => 40)], brand });
  const own = brands.map((brand) => [`working_3d_assets,,0,simple,0,${brand}`, cell(brand)] as const);
  const states = ["pending_analysis", "working_3d_assets", "freezing_time", "batch_created"] as const;
  const cells = [...own, ...states.map((state) => [state, cell(null)] as const)];
  return {
    cases: 200,
    apart: 0.1,
    brands,
    cells,
    score: from.score ?? { at: from.now, apart: null, methods: [], batchesAsked: 0, learned: [], limits: [] },
  };
}

test("the demo stands on what it learned, so that its dates do not jump once it runs", async () => {
  const learned = await read(staff, learnedInForce);
  expect(learned?.at).toEqual(DEMO_NOW);
  expect(await refreshEveryPromise(DEMO_NOW)).toBe(0);
  const [first] = await rows<{ model_version: number }>(sql`
    select p.model_version from promises p join batches b on b.organisation_id = p.organisation_id and b.id = p.batch_id
    where b.name = 'Nike Collection 2024' and p.version = 1`);
  expect(first?.model_version).toBeGreaterThan(0);
});

test("what was never looked back on is at once, and then only when something was completed since", async () => {
  expect(await learnModel(DEMO_NOW, fortyDays)).toBe(4);
  expect(asked[0]?.score).toBeNull();
  expect(asked[0]?.variants.length).toBeGreaterThan(400);
  expect(new Set(asked[0]?.variants.map(({ brandId }) => brandId)).size).toBeGreaterThan(2);
  expect(await learnModel(later(hour), fortyDays)).toBeNull();
  expect(await learnModel(later(30 * hour), fortyDays)).toBeNull();
});

test("a process of its own learns the same of the demo", async () => {
  const variants = asked[0]!.variants.slice(0, 200);
  const from = { ...asked[0]!, variants, score: fortyDays(asked[0]!).score };
  const learned = await learnInProcess(from);
  expect(learned?.cases).toBeGreaterThan(30);
  expect(learned).toEqual(learn(from));
});

test("what cannot be learned from is told apart from too little", async () => {
  const from = { ...asked[0]!, calendar: null as never };
  await expect(learnInProcess(from)).rejects.toThrow("Learning ended with code 1.");
  expect(await learnInProcess({ ...asked[0]!, variants: [] })).toBeNull();
});

test("an organisation reads what was learned of its own brands and of all together, never of another's", async () => {
  const all = await read(staff, learnedInForce);
  const owned = await rows<{ organisation_id: string; ids: string[] }>(
    sql`select organisation_id, array_agg(id::text) as ids from brands group by 1`,
  );
  for (const { organisation_id: organisationId, ids } of owned) {
    const customer: Actor = {
      ...{ kind: "customer", userId: newId(), organisationId, role: "customer_admin" },
      ...{ approvalLimit: null, approvalCurrency: null },
    };
    const link: Actor = {
      kind: "stakeholder",
      organisationId,
      linkId: newId(),
      scope: "organisation",
      subjectId: null,
    };
    for (const reader of [customer, link]) {
      const model = await read(reader, learnedInForce);
      expect([...(model?.brands ?? [])].sort()).toEqual(ids.filter((id) => all?.brands.has(id)).sort());
      const others = [...(all?.brands ?? [])].filter((id) => !ids.includes(id));
      for (const key of model?.cells.keys() ?? []) expect(others.some((id) => key.includes(id))).toBe(false);
      const scores = await read(reader, (tx) => tx.execute(sql`select 1 from learned_models`));
      expect([...scores]).toEqual([]);
    }
  }
});

test("a date that moves only because it was learned anew says so alone; the first time is no slip, a later one is told", async () => {
  await asSuperuser(`update promises set model_version = 0
    where batch_id = (select id from batches where name = 'Lumen Kids')`);
  expect(await refreshEveryPromise(later(2 * hour))).toBeGreaterThan(0);
  expect(await refreshEveryPromise(later(2 * hour))).toBe(0);
  const why = async (name: string) => {
    const [last] = await rows<{ reasons: { code: string }[]; model_version: number }>(sql`
      select p.reasons, p.model_version from promises p join batches b on b.organisation_id = p.organisation_id and b.id = p.batch_id
      where b.name = ${name} order by version desc limit 1`);
    expect(last?.model_version).toBe(4);
    return last?.reasons;
  };
  expect(await why("Lumen Kids")).toEqual([{ code: "learned" }]);
  expect(await why("Nike Collection 2024")).toEqual([{ code: "relearned" }]);
  await tellNews(later(2 * hour));
  const told = async (name: string) => {
    const found = await rows<{ words: string }>(sql`
      select distinct data ->> 'words' as words from notifications where data ->> 'event' = 'promise' and data ->> 'batch' = ${name}`);
    return found.map(({ words }) => words);
  };
  expect(await told("Lumen Kids")).toEqual([]);
  const [words, ...others] = await told("Nike Collection 2024");
  expect(words).toMatch(
    /^Nike Collection 2024 is now expected by \d+ \w+, not \d+ \w+: the estimate learned from what was finished since\.$/,
  );
  expect(others).toEqual([]);
});

test("what approving now, serving first and more modellers would do is reckoned for every open batch, and written nowhere", async () => {
  const nothing = { approve: false, first: null, modellers: 0 };
  const ask = (supposed: Partial<typeof nothing> | { first: string }) =>
    read(staff, async (tx) =>
      whatIf(
        tx,
        { ...nothing, ...supposed },
        { rules: { ...(await rulesInForce(tx)), learned: null }, now: DEMO_NOW },
      ),
    );
  const as = await ask({});
  expect(as.rows.length).toBeGreaterThan(4);
  expect(as.rows.every(({ moved }) => moved === null || moved === 0)).toBe(true);
  const nike = (found: typeof as) => found.rows.find(({ name }) => name === "Nike Collection 2024")!;
  expect(nike(as).waiting).toBe(10);
  expect(nike(await ask({ approve: true })).moved).toBeLessThan(0);
  const helped = await ask({ modellers: 5 });
  expect(helped.rows.every(({ moved }) => (moved ?? 0) <= 0)).toBe(true);
  expect(helped.rows.some(({ moved }) => (moved ?? 0) < 0)).toBe(true);
  const first = await ask({ first: nike(as).id });
  expect(nike(first).supposed!.to.getTime()).toBeLessThanOrEqual(nike(as).supposed!.to.getTime());
});

test("what is completed counts within the hour; how it did is looked back on once a day", async () => {
  const frozen = await rows<{ id: string }>(
    sql`select id from variants where place = 'freezing_time' limit 2`,
  );
  const [first, second] = frozen.map(({ id }) => id) as [string, string];
  const complete = (id: string, at: Date) => sendEvent(staff, { variantIds: [id], event: "complete" }, at);
  await complete(first, later(hour / 2));
  expect(await learnModel(later(0.9 * hour), fortyDays)).toBeNull();
  expect(await learnModel(later(1.1 * hour), fortyDays)).toBe(5);
  expect(asked.at(-1)?.score?.at).toBe(DEMO_NOW.getTime());
  await complete(second, later(24 * hour));
  expect(await learnModel(later(25 * hour), fortyDays)).toBe(6);
  expect(asked.at(-1)?.score).toBeNull();
});
