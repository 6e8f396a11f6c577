import fc from "fast-check";
import { expect, test } from "vitest";
import { addBusinessDays, localDate } from "@/lib/calendar/business-time";
import { DEFAULT_CALENDAR as calendar } from "@/lib/calendar/calendar";
import { type Promised, promiseAfter, shiftOf, shownAt, workingDatesBetween } from "./promise";

const now = new Date("2026-03-18T11:00:00Z");
const day = (days: number, from = now) => addBusinessDays(calendar, from, days);

const condition = fc.record({
  from: fc.double({ min: 2, max: 10, noNaN: true }),
  width: fc.double({ min: 0, max: 8, noNaN: true }),
  count: fc.integer({ min: 1, max: 3 }),
  decidedBy: fc.double({ min: -2, max: 3, noNaN: true }),
});
const span = fc.record({
  from: fc.double({ min: 0, max: 10, noNaN: true }),
  width: fc.double({ min: 0, max: 8, noNaN: true }),
});
const promised: fc.Arbitrary<Promised> = fc
  .record({ span: fc.option(span), condition: fc.option(condition), ready: fc.boolean() })
  .map(({ span, condition, ready }) => ({
    kind: span ? "range" : condition ? "conditional" : ready ? "ready" : "none",
    expected: span && { from: day(span.from), to: day(span.from + span.width) },
    ifApproved: condition && {
      from: day(condition.from),
      to: day(condition.from + condition.width),
      count: condition.count,
      decidedBy: day(condition.decidedBy),
    },
  }));

const date = (at: Date) => localDate(calendar, at);

test("a range is said anew only for a date outside it and a working day away; then the change is in its words too", () => {
  fc.assert(
    fc.property(promised, promised, (stands, next) => {
      const shift = shiftOf(stands, next, { calendar, now });
      if (stands.kind !== next.kind) expect(shift).toBe("status");
      if (stands.kind !== next.kind || !stands.expected || !next.expected) return;
      const { from, to } = stands.expected;
      const is = date(next.expected.to);
      const noticeable =
        (is < date(from) || is > date(to)) && workingDatesBetween(calendar, date(to), is) >= 1;
      expect(shift === "later" || shift === "earlier").toBe(noticeable);
      if (noticeable) expect(shift).toBe(is > date(to) ? "later" : "earlier");
      if (shift === null || shift === "condition")
        expect((shift ? promiseAfter(stands, next, shift) : stands).expected).toBe(stands.expected);
    }),
  );
});

test("what was said last never gives way to the same again", () => {
  fc.assert(
    fc.property(fc.option(promised), promised, (stands, next) => {
      const shift = shiftOf(stands, next, { calendar, now });
      if (!shift) return;
      const said = promiseAfter(stands, next, shift);
      const fresh = !next.ifApproved || next.ifApproved.decidedBy >= now;
      if (fresh) expect(shiftOf(said, said, { calendar, now })).toBeNull();
      if (said.expected && said.ifApproved && shift === "condition")
        expect(said.ifApproved.to.getTime()).toBeGreaterThanOrEqual(said.expected.to.getTime());
    }),
  );
});

test("readers are shown what stands, never a date that has passed and never another kind of answer", () => {
  fc.assert(
    fc.property(fc.option(promised), promised, (stands, next) => {
      const shown = shownAt(stands, next, now);
      expect(shown.kind).toBe(next.kind);
      expect(shown.expected === null).toBe(next.expected === null);
      expect(shown.ifApproved === null).toBe(next.ifApproved === null);
      const holds = stands?.kind === next.kind && stands.expected && stands.expected.to >= now;
      if (holds) expect(shown.expected).toBe(stands.expected);
    }),
  );
});

test("a condition holds until its day has passed, and a quote that comes or goes ends it", () => {
  const said = (decidedBy: number, count = 10): Promised => ({
    kind: "conditional",
    expected: null,
    ifApproved: { from: day(5), to: day(8), count, decidedBy: day(decidedBy) },
  });
  const shift = (stands: Promised, next: Promised) => shiftOf(stands, next, { calendar, now });
  expect(shift(said(1), said(1))).toBeNull();
  expect(shift(said(-0.5), said(1))).toBe("condition");
  expect(shift(said(1), said(1, 9))).toBe("condition");
  expect(shift({ ...said(1), kind: "range", expected: { from: day(3), to: day(4) } }, said(1))).toBe(
    "status",
  );
});

test("weekends and holidays are no days between dates", () => {
  expect(workingDatesBetween(calendar, "2026-03-20", "2026-03-23")).toBe(1);
  expect(workingDatesBetween(calendar, "2026-03-21", "2026-03-22")).toBe(0);
  expect(workingDatesBetween({ ...calendar, holidays: ["2026-03-23"] }, "2026-03-20", "2026-03-24")).toBe(1);
});
