import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memberships, organisations, users } from "@/db/schema";
import { Story, untilModelling } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Actor, asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { addBusinessDays } from "@/lib/calendar/business-time";
import { DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import { mergeBatch } from "@/lib/variants/merge-batch";
import { rulesInForce } from "@/lib/variants/rules";
import { sendEvent } from "@/lib/variants/send-event";
import { alertsOf } from "./alerts-of";
import { carryMarks } from "./carry-marks";
import { countAlerts } from "./count-alerts";
import { listAlertLog } from "./list-alert-log";
import { acknowledgeAlert, assignAlert, sideOf, snoozeAlert, wakeAlert } from "./mark-alert";
import { noticeAlerts } from "./notice-alerts";

let db: TestDatabase;
const staff: ProducerActor = { kind: "ops", userId: newId() };
const now = new Date("2026-03-18T11:00:00Z");
const later = (days: number) => addBusinessDays(DEFAULT_CALENDAR, now, days);
const customer = (role: CustomerActor["role"], organisationId = newId()): CustomerActor => ({
  kind: "customer",
  userId: newId(),
  organisationId,
  role,
  approvalLimit: null,
  approvalCurrency: null,
});
const nike = customer("customer_admin");
const validator = customer("customer_validator", nike.organisationId);
const lumen = customer("customer_admin");
const { organisationId } = nike;
let ids: string[];
let batchId: string;
/** The four of batch "Slow" are late in Working 3D Assets. */
const key = () => `delay:${batchId}:working_3d_assets`;

beforeAll(async () => {
  db = await createTestDatabase();
  await asActor({ kind: "system", job: "test" }, async (tx) => {
    await tx.insert(organisations).values([
      { id: organisationId, name: "Nike" },
      { id: lumen.organisationId, name: "Lumen" },
    ]);
    await tx.insert(users).values([
      { id: nike.userId, email: "anna@nike.example", name: "Anna" },
      { id: lumen.userId, email: "priya@lumen.example", name: "Priya" },
      { id: staff.userId, email: "marta@framewatch.example", name: "Marta", producerRole: "ops" },
    ]);
    await tx.insert(memberships).values({ organisationId, userId: nike.userId, role: nike.role });
  });
  const story = new Story(now, organisationId, nike, staff);
  const lines = [1, 2, 3, 4].map((i) => ({ sku: `S-${i}`, brand: "B", product: "P", batch: "Slow" }));
  ids = [...(await story.order(lines, 9)).values()];
  await story.play(ids.slice(0, 3), untilModelling(8, 7.8, 7.5, 7));
  const [row] = await asActor(nike, (tx) =>
    tx.execute<{ batch_id: string }>(sql`select batch_id from variants limit 1`),
  );
  batchId = row?.batch_id ?? "";
});
afterAll(() => db.drop());

const read = (actor: Actor, at = now) =>
  asActor(actor, async (tx) => {
    const given = { now: at, rules: await rulesInForce(tx), side: sideOf(actor) };
    const alerts = await alertsOf(tx, organisationId, given);
    return {
      of: alerts.find((alert) => alert.key === key()),
      counts: await countAlerts(tx, organisationId, given),
    };
  });

test("an acknowledgement is its side's own, and holds while one of those it was about is still held", async () => {
  await acknowledgeAlert(nike, { key: key() }, now);
  expect((await read(nike)).of?.mark.acknowledged).toEqual({ at: now, by: "Anna" });
  expect((await read(staff)).of?.mark.acknowledged).toBeNull();
  // One leaves, one stays: the same cause lasts.
  await sendEvent(staff, { variantIds: ids.slice(0, 2), event: "freeze" }, later(0.1));
  expect((await read(nike, later(0.2))).of).toMatchObject({
    count: 1,
    mark: { acknowledged: { by: "Anna" } },
  });
  await sendEvent(staff, { variantIds: ids.slice(2, 3), event: "freeze" }, later(0.3));
  expect((await read(nike, later(0.4))).of).toBeUndefined();
  // Back in the same state, batch and key, and late again: nobody has seen that one.
  const back = { variantIds: ids.slice(2, 3), event: "returnToModelling" as const, reason: "Seam" };
  await sendEvent(staff, back, later(0.5));
  expect((await read(nike, later(9))).of).toMatchObject({ count: 1, mark: { acknowledged: null } });
});

test("a snoozed alert is left out of every count until its moment, or until somebody brings it back", async () => {
  const at = later(9);
  const before = (await read(nike, at)).counts;
  await snoozeAlert(nike, { key: key(), until: later(11) }, at);
  const { of, counts } = await read(nike, at);
  expect(of?.mark.snoozedUntil).toEqual(later(11));
  expect(counts).toMatchObject({ total: before.total - 1, snoozed: 1 });
  expect(counts.byBatch.get(batchId)).toBe((before.byBatch.get(batchId) ?? 0) - 1);
  expect((await read(staff, at)).counts.snoozed).toBe(0);
  expect((await read(nike, later(11.1))).counts).toMatchObject({ snoozed: 0 });
  await wakeAlert(nike, { key: key() }, at);
  expect((await read(nike, at)).counts).toMatchObject({ total: before.total, snoozed: 0 });
  expect(() => snoozeAlert(nike, { key: key(), until: now }, at)).toThrow("still to come");
});

test("only who may decides, about alerts there are, and never about another organisation's", async () => {
  const at = later(9);
  expect(() => acknowledgeAlert(validator, { key: key() }, at)).toThrow("may not");
  expect(() => assignAlert(nike, { key: key(), assigneeId: staff.userId }, at)).toThrow("may not");
  const theirs = { key: key(), organisationId };
  await expect(acknowledgeAlert(lumen, theirs, at)).rejects.toMatchObject({ code: "not_found" });
  const none = { key: `delay:${batchId}:freezing_time`, organisationId };
  await expect(acknowledgeAlert(staff, none, now)).rejects.toMatchObject({ code: "not_found" });
  const rows = await asActor(lumen, (tx) =>
    tx.execute(sql`select 1 from alert_marks union all select 1 from alert_log`),
  );
  expect(rows).toHaveLength(0);
});

test("whom the producer gave an alert to is not the customer's to know", async () => {
  const at = later(9);
  await assignAlert(staff, { key: key(), organisationId, assigneeId: staff.userId }, at);
  expect((await read(staff, at)).of?.mark.assignee).toEqual({ id: staff.userId, name: "Marta" });
  expect((await read(nike, at)).of?.mark.assignee).toBeNull();
  const seen = await asActor(nike, (tx) =>
    tx.execute<{ n: number }>(sql`select count(*)::int as n from alert_marks where assignee_id is not null`),
  );
  expect(seen[0]?.n).toBe(0);
  const nobody = assignAlert(staff, { key: key(), organisationId, assigneeId: nike.userId }, at);
  await expect(nobody).rejects.toMatchObject({ code: "invalid" });
});

test("the log remembers what has gone: appeared and resolved once each, however often it is looked at", async () => {
  const at = later(9);
  await noticeAlerts(at);
  expect(await noticeAlerts(at)).toEqual({ appeared: 0, resolved: 0 });
  await sendEvent(staff, { variantIds: ids.slice(2, 3), event: "freeze" }, later(9.1));
  await noticeAlerts(later(9.2));
  const log = await asActor(nike, (tx) => listAlertLog(tx, { organisationId, batchId, limit: 50 }));
  const ofThis = log.filter((entry) => entry.key === key()).map(({ event }) => event);
  expect(ofThis.filter((event) => event === "appeared" || event === "resolved")).toEqual([
    "resolved",
    "appeared",
  ]);
  expect(ofThis).not.toContain("assigned");
  expect(log.find(({ event }) => event === "appeared")?.sentence).toMatch(/Slow/);
});

test("what was put off in a batch that is merged stays so where it went, unless the same alert stood open there", async () => {
  const story = new Story(now, organisationId, nike, staff);
  const batches = await asActor(nike, async () => {
    const made: Record<string, string> = {};
    for (const [batch, ago] of [["Gone", 6] as const, ["Fresh", 0] as const, ["Gone too", 6] as const]) {
      const [id] = (
        await story.order([{ sku: `${batch}-1`, brand: "B", product: "P", batch }], ago)
      ).values();
      const [row] = await asActor(nike, (tx) =>
        tx.execute<{ batch_id: string }>(sql`select batch_id from variants where id = ${id}`),
      );
      made[batch] = row?.batch_id ?? "";
    }
    return made;
  });
  const keyIn = (batch: string) => `delay:${batches[batch]}:pending_analysis`;
  const snoozed = async (batch: string, actor: Actor, at: Date) =>
    asActor(actor, async (tx) => {
      const given = { now: at, rules: await rulesInForce(tx), side: sideOf(actor) };
      const found = (await alertsOf(tx, organisationId, given)).find(({ key }) => key === keyIn(batch));
      if (!found) throw new Error(`No alert in ${batch}.`);
      return found.mark.snoozedUntil;
    });
  const merge = (from: string, into: string, at: Date) => {
    const input = { batchId: batches[from] ?? "", intoId: batches[into] ?? "", reason: "Worked on together" };
    return mergeBatch(staff, input, at, carryMarks);
  };
  await snoozeAlert(nike, { key: keyIn("Gone"), until: later(8) }, later(0.1));
  await merge("Gone", "Fresh", later(0.2));
  expect(await snoozed("Fresh", nike, later(0.3))).toEqual(later(8));
  expect(await snoozed("Fresh", staff, later(0.3))).toBeNull();

  await merge("Fresh", "Gone too", later(0.4));
  expect(await snoozed("Gone too", nike, later(0.5))).toBeNull();
});
