import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isoDateOf } from "@/lib/calendar/working-days";
import { type BurnUpGiven, type Label, plotBurnUp, SMALL, WIDE } from "./burn-up-plot";
import { burnUpRows, burnUpSentence } from "./burn-up-words";
import { countTicks, dayTicks, tickWords } from "./chart-axis";

const day = (n: number) => isoDateOf(19_000 + n);

/** Histories in which things are also cancelled and reopened. */
const given = fc
  .record({
    days: fc.array(
      fc.record({
        gap: fc.integer({ min: 1, max: 90 }),
        of: fc.array(fc.nat(400), { minLength: 3, maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 30 },
    ),
    since: fc.nat(40),
    ahead: fc.option(fc.tuple(fc.nat(30), fc.nat(30)), { nil: null }),
    approved: fc.option(fc.tuple(fc.nat(30), fc.nat(30)), { nil: null }),
  })
  .map(({ days, since, ahead, approved }): BurnUpGiven => {
    let at = 0;
    const lines = days.map(({ gap, of }) => {
      at += gap;
      const [validated, produced, total] = [...of].sort((a, b) => a - b) as [number, number, number];
      return { day: day(at), total, produced, validated };
    });
    const today = at + since;
    const { total, produced } = lines.at(-1)!;
    const cone = (span: readonly [number, number] | null) =>
      span && {
        from: day(today + span[0]),
        to: day(today + span[0] + span[1]),
        reach: Math.max(produced, total),
      };
    return { days: lines, today: day(today), expected: cone(ahead), ifApproved: cone(approved) };
  });

const numbers = (path: string) => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

describe("the burn-up", () => {
  test.each([
    ["wide", WIDE],
    ["small", SMALL],
  ])("stays inside its picture, its two words never on one another: %s", (_, frame) => {
    fc.assert(
      fc.property(given, (of) => {
        const plot = plotBurnUp(of, frame);
        for (const path of [plot.total, plot.produced, plot.validated, plot.under, plot.cone?.area ?? ""])
          for (const n of numbers(path))
            expect(n >= 0 && n <= Math.max(frame.width, frame.height)).toBe(true);
        const { produced, validated } = plot.labels;
        const wide = ({ words }: Label) => words.length * 6.5;
        for (const label of [produced, validated])
          if (label) {
            expect(label.end ? label.x - wide(label) : label.x).toBeGreaterThan(0);
            expect(label.end ? label.x : label.x + wide(label)).toBeLessThan(frame.width + 1);
            expect(label.y).toBeGreaterThan(0);
            expect(label.y).toBeLessThanOrEqual(frame.height - frame.bottom);
          }
        if (validated && validated.end === produced.end)
          expect(Math.abs(validated.y - produced.y)).toBeGreaterThanOrEqual(14);
      }),
      { numRuns: 300 },
    );
  });

  test("one word for both counts stays inside a phone's picture, wherever today is", () => {
    for (let since = 0; since <= 40; since++) {
      const { produced, validated } = plotBurnUp(
        {
          days: [{ day: day(0), total: 1_400, produced: 1_400, validated: 1_400 }],
          today: day(since),
          expected: null,
          ifApproved: { from: day(since), to: day(40), reach: 1_400 },
        },
        SMALL,
      ).labels;
      for (const label of [produced, validated])
        if (label) {
          const wide = label.words.length * 6.5;
          expect(label.end ? label.x - wide : label.x).toBeGreaterThan(0);
          expect(label.end ? label.x : label.x + wide).toBeLessThan(SMALL.width);
        }
    }
  });

  test("puts each count where it stands: floor at none, top at all, the cone from today's point to its dates", () => {
    const plot = plotBurnUp(
      {
        days: [
          { day: "2024-11-11", total: 100, produced: 0, validated: 0 },
          { day: "2024-11-21", total: 100, produced: 50, validated: 25 },
        ],
        today: "2024-12-01",
        expected: { from: "2024-12-11", to: "2024-12-21", reach: 100 },
        ifApproved: null,
      },
      { width: 400, height: 200, left: 0, right: 0, top: 0, bottom: 0, dayTicks: 5 },
    );
    expect(plot.produced).toBe("M0 200H0V200H100V100H200");
    expect(plot.validated).toBe("M0 200H0V200H100V150H200");
    expect(plot.total).toBe("M0 200H0V0H100V0H200H400");
    expect(plot.cone).toEqual({
      area: "M200 100L300 0L400 0Z",
      median: "M200 100L300 0",
      edge: "M200 100L400 0",
    });
    expect(plot.at).toEqual({ x: 200, produced: 100, validated: 150 });
  });

  test("is said in a sentence, and read as a table of at most fifty rows that ends with how it stands", () => {
    const style = { now: new Date("2024-12-03T08:20:00Z") };
    const days = Array.from({ length: 900 }, (_, i) => ({
      day: day(i),
      total: 900,
      produced: i,
      validated: i,
    }));
    const rows = burnUpRows(days);
    expect(rows.length).toBeLessThanOrEqual(50);
    expect(rows.at(-1)).toEqual(days.at(-1));
    expect(
      burnUpSentence(
        {
          days: [{ day: "2024-11-11", total: 100, produced: 60, validated: 45 }],
          today: "2024-12-03",
          expected: { from: "2024-12-12", to: "2024-12-15", reach: 90 },
          ifApproved: { from: "2024-12-16", to: "2024-12-17", reach: 100 },
        },
        style,
      ),
    ).toBe(
      "Burn-up since 11 November: 60 of 100 variants completed, 45 validated. 90 ready for review 12–15 December. All ready for review 16–17 December if quotes are approved.",
    );
  });
});

describe("axes", () => {
  test("ticks are few, equally far apart, and name their month where it is another", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9000, max: 40_000 }),
        fc.nat(8000),
        fc.integer({ min: 3, max: 9 }),
        (a, span, most) => {
          const ticks = dayTicks(a, a + span, most);
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
          expect(ticks[0]).toBe(a);
          expect(new Set(ticks.slice(1).map((tick, i) => tick - ticks[i]!)).size).toBeLessThanOrEqual(1);
        },
      ),
    );
    const first = Date.parse("2024-11-11") / 86_400_000;
    expect(tickWords(dayTicks(first, first + 34, 7))).toEqual(["11 Nov", "18", "25", "2 Dec", "9"]);
    expect(tickWords(dayTicks(first, first + 120, 4))).toEqual(["11 Nov", "6 Jan 25", "3 Mar"]);
  });

  test.each([
    [100, [0, 25, 50, 75, 100]],
    [37, [0, 10, 20, 30]],
    [3, [0, 1, 2, 3]],
    [0, [0]],
    [20_000, [0, 5000, 10_000, 15_000, 20_000]],
  ])("counts up to %d are marked at round figures", (most, marks) => {
    expect(countTicks(most, 4)).toEqual(marks);
  });
});
