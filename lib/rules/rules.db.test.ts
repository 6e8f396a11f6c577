import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations, users } from "@/db/schema";
import { Story, untilModelling } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { addBusinessDays } from "@/lib/calendar/business-time";
import { DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import { correctVariant } from "@/lib/orders/correct-variant";
import { applyRules } from "./apply-rules";
import { previewCalendar, previewPolicy, saveCalendar, savePolicy } from "./change-rules";
import { calendarPage, policyPage } from "./list-versions";

let db: TestDatabase;
const staff: ProducerActor = { kind: "ops", userId: newId() };
const admin: ProducerActor = { kind: "admin", userId: newId() };
/** Wednesday noon in Berlin. */
const now = new Date("2026-03-18T11:00:00Z");
const nike: CustomerActor = {
  kind: "customer",
  userId: newId(),
  organisationId: newId(),
  role: "customer_admin",
  approvalLimit: null,
  approvalCurrency: null,
};
const story = new Story(now, nike.organisationId, nike, staff);
const system = { kind: "system", job: "test" } as const;
let ids: string[];
let brandId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await asActor(system, async (tx) => {
    await tx.insert(organisations).values({ id: nike.organisationId, name: "Nike" });
    await tx.insert(users).values([
      { id: nike.userId, email: "admin@nike.example", name: "Anna" },
      { id: staff.userId, email: "ops@framewatch.example", name: "Marta", producerRole: "ops" },
      { id: admin.userId, email: "admin@framewatch.example", name: "Henrik", producerRole: "admin" },
    ]);
  });
  const lines = Array.from({ length: 12 }, (_, i) => ({
    sku: `R-${i}`,
    brand: "Nike",
    product: "P",
    batch: "Running",
    complexity: i < 4 ? ("detailed" as const) : ("simple" as const),
  }));
  ids = [...(await story.order(lines, 8)).values()];
  await story.play(ids, untilModelling(7.5, 7, 6.5, 3));
  await story.play(ids.slice(10), [
    { event: "freeze", ago: 2 },
    { event: "complete", ago: 1 },
  ]);
  [{ brandId }] = (await asActor(system, (tx) =>
    tx.execute<{ brandId: string }>(sql`select brand_id as "brandId" from variants limit 1`),
  )) as unknown as [{ brandId: string }];
});
afterAll(() => db.drop());

const dues = () =>
  asActor(system, (tx) =>
    tx.execute<{ sku: string; due_at: string; at_risk_at: string | null; version: number }>(
      sql`select sku, due_at, at_risk_at, version from variants order by sku`,
    ),
  ).then((rows) => rows.map((row) => ({ ...row })));
const history = () =>
  asActor(system, (tx) =>
    tx.execute<{ print: string }>(
      sql`select md5(string_agg(t::text, '' order by id)) as print from transitions t`,
    ),
  ).then(([row]) => row?.print);

const limit = (low: number, high: number) => ({ low: String(low), high: String(high) });
/** The limits in force as they would be typed, with some of them changed. */
async function typed(change: Record<string, { low: string; high: string }>) {
  const { inForce, version } = await policyPage(admin);
  const text = JSON.parse(JSON.stringify(inForce));
  return { policy: { ...text, limits: { ...text.limits, ...change } }, basedOn: version };
}
async function typedHolidays(holidays: string[]) {
  const { inForce, version } = await calendarPage(admin);
  const hours = { 1: "09:00–17:00", 2: "9:00-17:00", 3: "09:00–17:00", 4: "09:00–17:00", 5: "09:00–17:00" };
  return { calendar: { zone: inForce.zone, hours, holidays }, basedOn: version };
}

test("an installation that never changed its rules has nothing to apply", async () => {
  expect(await applyRules(now)).toBe(0);
  expect((await policyPage(admin)).applying).toBeNull();
});

test("tightened limits do what their preview said, to running work, and leave history as it was", async () => {
  const before = await history();
  const tighter = await typed({ working_3d_assets: limit(1, 2) });
  const preview = await previewPolicy(admin, tighter.policy, now);
  expect(preview).toMatchObject({ open: 12, earlier: 10, later: 0, becomeLate: 10, becomeAtRisk: 0 });
  expect(preview.batches).toMatchObject([{ batch: "Running", organisation: "Nike", becomeLate: 10 }]);
  expect(await dues(), "a preview changes nothing").toEqual(await dues());
  const saved = await savePolicy(admin, tighter, now);
  expect(saved).toEqual({ version: 1, changes: ["Working 3D Assets: 2–5 days → 1–2 days"] });
  expect(await applyRules(now)).toBe(10);
  const due = addBusinessDays(DEFAULT_CALENDAR, story.ago(3), 2);
  expect(new Date((await dues())[0]!.due_at)).toEqual(due);
  expect(await history(), "frozen deadlines stay on record").toBe(before);
  expect(await applyRules(now), "again changes nothing").toBe(0);
  expect((await policyPage(admin)).applying).toMatchObject({ policy: 1, looked: 12, changed: 10 });
});

test("a run that is killed between chunks goes on where it was, and ends where one in one piece would", async () => {
  await savePolicy(admin, await typed({ working_3d_assets: limit(2, 4) }), now);
  expect(await applyRules(now, { chunk: 3, most: 2 })).toBe(6);
  expect((await policyPage(admin)).applying).toMatchObject({ policy: 2, looked: 6, finishedAt: null });
  expect(await applyRules(now, { chunk: 3 })).toBe(4);
  const due = addBusinessDays(DEFAULT_CALENDAR, story.ago(3), 4);
  const modelling = (await dues()).filter(({ at_risk_at }) => at_risk_at !== null);
  expect(new Set(modelling.map(({ due_at }) => new Date(due_at).getTime()))).toEqual(
    new Set([due.getTime()]),
  );
});

test("rules changed while a change is applied begin it again, and two runs at once do no harm", async () => {
  await savePolicy(admin, await typed({ working_3d_assets: limit(2, 3) }), now);
  await applyRules(now, { chunk: 5, most: 1 });
  await savePolicy(admin, await typed({ working_3d_assets: limit(2, 5) }), now);
  await Promise.all([applyRules(now, { chunk: 2 }), applyRules(now, { chunk: 5 })]);
  const due = addBusinessDays(DEFAULT_CALENDAR, story.ago(3), 5);
  expect(new Date((await dues())[0]!.due_at)).toEqual(due);
  expect((await policyPage(admin)).applying).toMatchObject({ policy: 4, looked: 12 });
});

test("a step that set its deadline by the old limits is rewritten too, however late it commits", async () => {
  let saved = Promise.resolve<unknown>(null);
  const { insertVariants } = await import("@/lib/variants/insert-variants");
  const { rulesForWriting } = await import("@/lib/variants/rules");
  await asActor(staff, async (tx) => {
    const rules = await rulesForWriting(tx);
    // Waits for this transaction: rules never come into force between reading them and what is written by them.
    saved = savePolicy(admin, await typed({ pending_analysis: limit(1, 6) }), now);
    const [row] = await tx.execute<Record<string, string>>(sql`
      select order_id as "orderId", batch_id as "batchId", brand_id as "brandId", product_id as "productId" from variants limit 1`);
    const described = { sku: "R-late", ean: null, upc: null, colour: "", size: "", lens: "" };
    const kind = { complexity: "simple", customised: false, note: null, replacesId: null } as const;
    const variant = {
      id: newId(),
      ...(row as never as { orderId: string; batchId: string; brandId: string; productId: string }),
      ...described,
      ...kind,
    };
    await insertVariants(tx, staff, nike.organisationId, [variant], {
      at: story.ago(1),
      rules,
      operationId: null,
    });
  });
  await saved;
  await applyRules(now);
  const late = (await dues()).find(({ sku }) => sku === "R-late");
  expect(new Date(late!.due_at)).toEqual(addBusinessDays(DEFAULT_CALENDAR, story.ago(1), 6));
});

test("a holiday moves the deadlines behind it, as its preview said", async () => {
  const holiday = await typedHolidays(["2026-03-19"]);
  const preview = await previewCalendar(admin, holiday.calendar, now);
  expect(preview.later).toBeGreaterThan(0);
  expect(preview.earlier).toBe(0);
  const saved = await saveCalendar(admin, holiday, now);
  expect(saved.changes).toEqual(["Holidays added: 2026-03-19"]);
  expect(await applyRules(now)).toBe(preview.later);
  const calendar = { ...DEFAULT_CALENDAR, holidays: ["2026-03-19"] };
  expect(new Date((await dues())[0]!.due_at)).toEqual(addBusinessDays(calendar, story.ago(3), 5));
});

test("an exception reaches its brand and complexity alone, and a corrected complexity changes the deadline at once", async () => {
  const { policy, basedOn } = await typed({});
  const narrow = { state: "working_3d_assets", brandId, complexity: "detailed", limit: limit(1, 9) } as const;
  const saved = await savePolicy(admin, { policy: { ...policy, overrides: [narrow] }, basedOn }, now);
  expect(saved.changes).toEqual(["Working 3D Assets, Nike, detailed: 1–9 days, added"]);
  expect(await applyRules(now)).toBe(4);
  const correction = {
    sku: "R-0",
    ean: null,
    upc: null,
    colour: "",
    size: "",
    lens: "",
    customised: false,
    note: null,
  };
  await correctVariant(staff, { variantId: ids[0]!, edition: 1, ...correction, complexity: "standard" }, now);
  const calendar = { ...DEFAULT_CALENDAR, holidays: ["2026-03-19"] };
  const [first, second] = await dues();
  expect(new Date(first!.due_at)).toEqual(addBusinessDays(calendar, story.ago(3), 5));
  expect(new Date(second!.due_at)).toEqual(addBusinessDays(calendar, story.ago(3), 9));
});

test("who may not is refused, two at once is a conflict, faults stand at their fields, and the history says who", async () => {
  const wish = await typed({ freezing_time: limit(1, 3) });
  for (const actor of [staff, nike])
    await expect(savePolicy(actor, wish, now).catch((e) => e.code ?? Promise.reject(e))).resolves.toBe(
      "not_permitted",
    );
  await savePolicy(admin, wish, now);
  await expect(savePolicy(admin, wish, now).catch((e) => e.code)).resolves.toBe("conflict");
  await expect(savePolicy(admin, await typed({}), now).catch((e) => e.code)).resolves.toBe("not_possible");
  const faulty = await typed({ freezing_time: { low: "x", high: "2" }, error: limit(3, 1) });
  await expect(previewPolicy(admin, faulty.policy, now).catch((e) => e.details.fields)).resolves.toEqual({
    "limits.freezing_time": ["Freezing Time, low: write a number of business days, such as 2 or 0.5."],
  });
  const calendar = { zone: "Berlin", hours: { 1: "17:00-09:00" }, holidays: [] };
  await expect(
    previewCalendar(admin, calendar, now).catch((e) => Object.keys(e.details.fields)),
  ).resolves.toEqual(["zone", "hours.1"]);
  const { history: lines } = await policyPage(admin);
  expect(lines[0]).toMatchObject({ by: "Henrik", changes: ["Freezing Time: 1–2 days → 1–3 days"] });
  const kept = await asActor(system, (tx) =>
    tx.execute(sql`select 1 from activity where kind in ('policy_changed', 'calendar_changed')`),
  );
  expect(kept.length).toBe(lines.length + 1);
});
