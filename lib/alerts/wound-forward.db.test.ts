import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { organisations, users } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { listBatches } from "@/lib/batches/list-batches";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import { META } from "@/lib/lifecycle/meta";
import type { EventId, State } from "@/lib/lifecycle/states";
import { delayOf } from "@/lib/lifecycle/stay";
import { tellDelays } from "@/lib/notifications/tell-delays";
import { placeOrder } from "@/lib/orders/place-order";
import { sendQuote } from "@/lib/quotes/send-quote";
import { newlyLate } from "@/lib/review/newly";
import { saveCalendar } from "@/lib/rules/change-rules";
import { calendarPage } from "@/lib/rules/list-versions";
import { countLate, listVariants } from "@/lib/variants/list-variants";
import { rulesInForce } from "@/lib/variants/rules";
import { sendEvent } from "@/lib/variants/send-event";
import { alertsOf } from "./alerts-of";

/** Both clock changes of 2026 in eight zones; some change at midnight, one by half an hour. */
const CHANGES = [
  ["Europe/Berlin", "2026-03-29", "2026-10-25"],
  ["Europe/London", "2026-03-29", "2026-10-25"],
  ["America/New_York", "2026-03-08", "2026-11-01"],
  ["America/St_Johns", "2026-03-08", "2026-11-01"],
  ["America/Santiago", "2026-04-05", "2026-09-06"],
  ["Australia/Lord_Howe", "2026-04-05", "2026-10-04"],
  ["Pacific/Auckland", "2026-04-05", "2026-09-27"],
  ["Africa/Cairo", "2026-04-24", "2026-10-30"],
] as const;
const RUNS = CHANGES.flatMap(([zone, ...dates]) => dates.map((date) => [zone, date] as const));

const MINUTE = 60_000;
const DAY = 24 * 60;
/** Every night from midnight to eight: the clock changes while people work. */
const NIGHTS = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, "00:00-08:00"]));

/** The two weeks around a change, minute by minute: each open minute is its part of that date's one business day. */
function weigh(zone: string, date: string): { start: number; weights: number[] } {
  const start = Date.parse(`${date}T00:00:00Z`) / MINUTE - 8 * DAY;
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const walls = Array.from({ length: 16 * DAY }, (_, minute) => clock.format((start + minute) * MINUTE));
  // Opens the first time the clock reads midnight or later, closes the first time it reads eight.
  const days = new Map<string, number[]>();
  for (const [minute, wall] of walls.entries()) {
    const day = wall.slice(0, 10);
    const minutes = days.get(day) ?? [];
    if (wall.slice(11) < "08:00") minutes.push(minute);
    days.set(day, minutes);
  }
  const weights = walls.map(() => 0);
  for (const minutes of days.values()) for (const minute of minutes) weights[minute] = 1 / minutes.length;
  return { start, weights };
}

let db: TestDatabase;
const staff: ProducerActor = { kind: "ops", userId: newId() };
const admin: ProducerActor = { kind: "admin", userId: newId() };

beforeAll(async () => {
  db = await createTestDatabase();
  await asActor({ kind: "system", job: "test" }, (tx) =>
    tx.insert(users).values([
      { id: staff.userId, email: "ops@framewatch.example", name: "Marta", producerRole: "ops" },
      { id: admin.userId, email: "admin@framewatch.example", name: "Henrik", producerRole: "admin" },
    ]),
  );
});
afterAll(() => db.drop());

/** An organisation of its own, with one variant for each way of being late or not. */
async function tell(zone: string, date: string, at: (minute: number) => Date) {
  const organisationId = newId();
  const customer: CustomerActor = {
    kind: "customer",
    userId: newId(),
    organisationId,
    role: "customer_admin",
    approvalLimit: null,
    approvalCurrency: null,
  };
  await asActor({ kind: "system", job: "test" }, async (tx) => {
    await tx.insert(organisations).values({ id: organisationId, name: `${zone} ${date}` });
    await tx
      .insert(users)
      .values({ id: customer.userId, email: `${organisationId}@x.example`, name: "Anna" });
  });
  const lines = ["waits", "planned", "modelled", "resumed", "quoted", "failed"].map((sku) => ({
    sku,
    brand: "B",
    product: "P",
    batch: "Night work",
  }));
  const { orderId } = await placeOrder(customer, { organisationId, lines }, at(0));
  const ids = await asActor(customer, async (tx) => {
    const { rows } = await listVariants(
      tx,
      organisationId,
      { orderId },
      { sort: "sku", size: 50, now: at(0) },
    );
    return Object.fromEntries(rows.map(({ sku, id }) => [sku, id]));
  });
  const send = async (event: EventId, minute: number, ...skus: string[]) => {
    const variantIds = skus.map((sku) => ids[sku]!);
    const { refused } = await sendEvent(
      staff,
      { variantIds, event, ...(event === "reportError" ? { reason: "As told" } : {}) },
      at(minute),
    );
    expect(refused).toEqual([]);
  };
  return { customer, organisationId, ids, send };
}

describe("the clock wound forward over two weeks", () => {
  test.each(RUNS)(
    "every delay is on every page from the minute it begins with no job running, and told once with them: %s, %s",
    async (zone, date) => {
      const { start, weights } = weigh(zone, date);
      const origin = 3.5 * DAY;
      const at = (minute: number) => new Date((start + origin + minute) * MINUTE);
      const { version, inForce } = await calendarPage(admin);
      if (version === 0 || inForce.zone !== zone)
        await saveCalendar(
          admin,
          { calendar: { zone, hours: NIGHTS, holidays: [] }, basedOn: version },
          at(-60),
        );
      const { customer, organisationId, ids, send } = await tell(zone, date, at);
      await send("confirmFeasibility", 33, "modelled", "resumed", "quoted");
      await send("startProduction", 40, "modelled", "resumed");
      await send("requestQuote", 41, "quoted");
      await send("assignToBatch", 50, "modelled", "resumed");
      await send("startModelling", 95, "modelled", "resumed");
      const lines = [{ variantId: ids.quoted!, price: 100 }];
      await sendQuote(staff, { lines, currency: "EUR", validUntil: at(60 * DAY) }, at(99));
      await send("reportError", 700, "resumed", "failed");
      await send("retry", 1420, "resumed");
      await send("confirmFeasibility", 1430, "planned");

      /** The first minute by which so many business days have passed: walked, not reckoned. */
      const walk = (from: number, days: number) => {
        let left = days;
        let minute = origin + from;
        for (; left > 1e-9; minute++) left -= weights[minute]!;
        return minute - origin;
      };
      const used = weights.slice(origin + 95, origin + 700).reduce((sum, weight) => sum + weight, 0);
      const high = (state: State) => META[state].limit!.high!;
      const begins = {
        waits: walk(0, high("pending_analysis")),
        planned: walk(1430, high("analysis_complete")),
        modelled: walk(95, high("working_3d_assets")),
        resumed: walk(1420, high("working_3d_assets") - used),
      };

      for (const [sku, begin] of Object.entries(begins)) {
        for (const [now, isLate] of [
          [at(begin - 1), false],
          [new Date(at(begin).getTime() + 1000), true],
        ] as const) {
          const late = Object.entries(begins)
            .filter(([other, b]) => (other === sku ? isLate : at(b) < now))
            .map(([other]) => other)
            .sort();
          expect(
            await seenBy(customer, organisationId, { since: at(0), now }),
            `${sku} at ${now.toISOString()}`,
          ).toEqual({
            listed: late,
            alerts: late.length,
            newly: late.length,
            outlook: late.length,
            counted: late.length,
          });
        }
      }

      // With the jobs running: what began together in one state of the batch is one cause, told once to each person.
      const order = Object.values(begins).toSorted((a, b) => a - b);
      for (const begin of order) await tellDelays(new Date(at(begin).getTime() + 1000));
      await tellDelays(at(order.at(-1)! + 60));
      expect(await toldOf(organisationId)).toEqual([
        "analysis_complete 1",
        "pending_analysis 1",
        "working_3d_assets 1",
      ]);
      await send("confirmFeasibility", order.at(-1)! + 61, "waits");
      await tellDelays(at(order.at(-1)! + 62));
      const [spells] = await asActor({ kind: "system", job: "test" }, (tx) =>
        tx.execute<{ places: string[] }>(
          sql`select array_agg(place order by place) as places from late_spells where organisation_id = ${organisationId}`,
        ),
      );
      expect(spells?.places).not.toContain("pending_analysis");
    },
  );
});

/** What the producer's person was told is late, by state, with how often. */
async function toldOf(organisationId: string): Promise<string[]> {
  const rows = await asActor({ kind: "system", job: "test" }, (tx) =>
    tx.execute<{ said: string }>(sql`
      select data ->> 'place' || ' ' || count(*) as said from notifications
      where organisation_id = ${organisationId} and user_id = ${staff.userId} and kind = 'late'
      group by data ->> 'place' order by 1`),
  );
  return rows.map(({ said }) => said);
}

/** How many are late by each of the queries that pages ask, and which ones the list shows as late. */
function seenBy(customer: CustomerActor, organisationId: string, { since, now }: { since: Date; now: Date }) {
  return asActor(customer, async (tx) => {
    const rules = await rulesInForce(tx);
    const { rows: batches } = await listBatches(tx, organisationId, { size: 5 });
    const alerts = await alertsOf(tx, organisationId, { now, rules, kinds: ["delay"] });
    const list = await listVariants(tx, organisationId, { filter: "late" }, { sort: "sku", size: 50, now });
    const listed = list.rows.filter(({ place, ...stay }) => delayOf(place, stay, now) === "late");
    const newly = await newlyLate(tx, organisationId, { since, now });
    const outlooks = await loadOutlooks(tx, organisationId, batches, { rules, now });
    const delays = await countLate(tx, organisationId, {}, now);
    return {
      listed: listed.map(({ sku }) => sku),
      alerts: alerts.reduce((sum, alert) => sum + (alert.kind === "delay" ? alert.late : 0), 0),
      newly: newly.reduce((sum, { count }) => sum + count, 0),
      outlook: outlooks.get(batches[0]!.id)?.late,
      // The count of the list has those at risk as well.
      counted: delays - (list.rows.length - listed.length),
    };
  });
}
