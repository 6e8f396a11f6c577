import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { businessDaysBetween, isWorkingDate, localDate } from "@/lib/calendar/business-time";
import { type Calendar, parseCalendar } from "@/lib/calendar/calendar";
import { estimateBatch, estimateVariant, type Situation } from "@/lib/forecast/policy-estimate";
import { PLACES, STATES, type State } from "@/lib/lifecycle/states";

const HOUR = 3_600_000;
const START = Date.parse("2026-10-01T00:00:00Z");

/** In business time, since a closing and the next opening are one; dates are kept to the minute. */
function expectNotEarlier(calendar: Calendar, date: Date, than: Date) {
  expect(businessDaysBetween(calendar, than, date)).toBeGreaterThan(-0.01);
}

const calendars: readonly Calendar[] = [
  {
    zone: "Europe/Berlin",
    hours: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [["09:00", "17:00"]]])),
    holidays: ["2026-10-02"],
  },
  {
    zone: "America/New_York",
    hours: {
      2: [
        ["08:00", "12:00"],
        ["13:00", "24:00"],
      ],
      5: [["00:00", "24:00"]],
    },
  },
  { zone: "Australia/Lord_Howe", hours: { 6: [["18:00", "24:00"]], 7: [["00:00", "04:00"]] } },
].map(parseCalendar);

const limit = fc.tuple(fc.constantFrom(0, 0.5, 1, 2), fc.constantFrom(0, 0.25, 1, 3)).map(([low, more]) => ({
  low,
  high: low + more,
}));
const situation: fc.Arbitrary<Situation> = fc
  .record({
    place: fc.constantFrom(...PLACES),
    enteredAt: fc.integer({ min: 0, max: 500 }).map((hours) => new Date(START + hours * HOUR)),
    spent: fc.double({ min: 0, max: 6, noNaN: true }),
    quoteResume: fc.constantFrom<State | null>(
      null,
      "analysis_complete",
      "working_3d_assets",
      "freezing_time",
    ),
    quoteResumeSpent: fc.double({ min: 0, max: 6, noNaN: true }),
    table: fc.array(limit, { minLength: STATES.length, maxLength: STATES.length }),
  })
  .map(({ table, ...row }) => ({ ...row, limits: (state) => table[STATES.indexOf(state)]! }));
const moment = fc.record({
  calendar: fc.constantFrom(...calendars),
  now: fc.integer({ min: 500, max: 1500 }).map((hours) => new Date(START + hours * HOUR)),
});

describe("policy estimates, whatever the calendar, the policy and the batch", { timeout: 30_000 }, () => {
  it("name working days, not before now, the 85% date not before the even one", () => {
    fc.assert(
      fc.property(situation, moment, (variant, when) => {
        const estimate = estimateVariant(variant, when);
        if (estimate.kind !== "range" && estimate.kind !== "conditional") return;
        expect(estimate.p50.getTime()).toBeGreaterThanOrEqual(when.now.getTime());
        expect(estimate.p85.getTime()).toBeGreaterThanOrEqual(estimate.p50.getTime());
        for (const date of [estimate.p50, estimate.p85]) {
          expect(isWorkingDate(when.calendar, localDate(when.calendar, date))).toBe(true);
        }
      }),
    );
  });

  it("never come earlier while a variant stays where it is", () => {
    fc.assert(
      fc.property(situation, moment, fc.integer({ min: 1, max: 300 }), (variant, when, hours) => {
        const before = estimateVariant(variant, when);
        const after = estimateVariant(variant, { ...when, now: new Date(when.now.getTime() + hours * HOUR) });
        if (before.kind !== "range" || after.kind !== "range") return;
        expectNotEarlier(when.calendar, after.p50, before.p50);
        expectNotEarlier(when.calendar, after.p85, before.p85);
      }),
    );
  });

  it("put a batch at its slowest variant or later, and one more variant never earlier", () => {
    fc.assert(
      fc.property(
        fc.array(situation, { minLength: 1, maxLength: 12 }),
        situation,
        moment,
        (batch, more, when) => {
          const estimate = estimateBatch(batch, when);
          for (const variant of batch) {
            const alone = estimateVariant(variant, when);
            if (alone.kind !== "range") continue;
            expectNotEarlier(when.calendar, estimate.expected!.p50, alone.p50);
            expectNotEarlier(when.calendar, estimate.expected!.p85, alone.p85);
          }
          const larger = estimateBatch([...batch, more], when);
          for (const key of ["expected", "ifApproved"] as const) {
            if (!estimate[key]) continue;
            expectNotEarlier(when.calendar, larger[key]!.p50, estimate[key].p50);
            expectNotEarlier(when.calendar, larger[key]!.p85, estimate[key].p85);
          }
        },
      ),
    );
  });

  it("count every variant but the cancelled once", () => {
    fc.assert(
      fc.property(fc.array(situation, { maxLength: 12 }), moment, (batch, when) => {
        const { expected, ifApproved, done, notIncluded } = estimateBatch(batch, when);
        const parts = [
          expected?.count,
          ifApproved?.count,
          done?.count,
          notIncluded.rejected,
          notIncluded.error,
        ];
        const active = batch.filter(({ place }) => place !== "cancelled").length;
        expect(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBe(active);
      }),
    );
  });
});
