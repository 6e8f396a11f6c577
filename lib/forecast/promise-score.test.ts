import fc from "fast-check";
import { expect, test } from "vitest";
import { addBusinessDays } from "@/lib/calendar/business-time";
import { DEFAULT_CALENDAR as calendar } from "@/lib/calendar/calendar";
import { calibration, type Kept, scoreLedger, sumScores } from "./promise-score";

const start = new Date("2026-03-02T08:00:00Z");
const day = (days: number) => addBusinessDays(calendar, start, days + 0.2);
const range = (at: number, from: number, to: number, more: Partial<Kept> = {}): Kept => ({
  kind: "range",
  at: day(at),
  expected: { from: day(from), to: day(to) },
  ifApproved: null,
  readyAt: null,
  leftOut: 0,
  ...more,
});
const ready = (at: number): Kept => ({
  kind: "ready",
  at: day(at),
  expected: null,
  ifApproved: null,
  readyAt: day(at),
  leftOut: 0,
});

test("dates are judged by when everything was ready, and from when on the range held the date", () => {
  const [score] = scoreLedger([range(0, 8, 9), range(3, 9, 12), range(6, 10, 11), ready(10)], calendar);
  expect(score?.dates).toEqual([
    { ahead: 9, held: false, within: false },
    { ahead: 9, held: true, within: true },
    { ahead: 5, held: true, within: true },
  ]);
  expect(score?.foundEarly).toBe(7);
  expect(sumScores([score!])).toEqual({
    batches: 1,
    dates: 3,
    held: 2,
    within: 2,
    firstHeld: 0,
    foundEarly: 7,
  });
});

test("a date holds on its own day to the end, and to be early is no miss of the 85% date", () => {
  const [onTheDay] = scoreLedger([range(0, 3, 5), ready(5.7)], calendar);
  expect(onTheDay?.dates).toEqual([{ ahead: 5, held: true, within: true }]);
  const [early] = scoreLedger([range(0, 3, 5), ready(2)], calendar);
  expect(early).toMatchObject({ dates: [{ held: true, within: false }], foundEarly: null });
});

test("a revision begins anew, and dates that left something out are not judged", () => {
  const scores = scoreLedger(
    [range(0, 3, 5), ready(4), range(5, 7, 8), ready(9), range(10, 12, 13, { leftOut: 1 }), ready(12)],
    calendar,
  );
  expect(scores.map(({ dates }) => dates.map(({ held }) => held))).toEqual([[true], [false]]);
  expect(scoreLedger([range(0, 1, 2)], calendar)).toEqual([]);
});

test("every date counts once in the calibration, however far ahead it was said", () => {
  const span = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 30 }));
  fc.assert(
    fc.property(
      fc.array(span, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 9, max: 40 }),
      (spans, end) => {
        const said = spans.map(([from, width], i) => range(i * 0.1, from, from + width));
        const scores = scoreLedger([...said, ready(end)], calendar);
        const { dates, held, within } = sumScores(scores);
        const bins = calibration(scores);
        expect(bins.reduce((n, bin) => n + bin.dates, 0)).toBe(dates);
        expect(bins.reduce((n, bin) => n + bin.held, 0)).toBe(held);
        expect(within).toBeLessThanOrEqual(held);
        expect(held).toBeLessThanOrEqual(said.length);
      },
    ),
  );
});
