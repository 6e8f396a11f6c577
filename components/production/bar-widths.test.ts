import fc from "fast-check";
import { expect, test } from "vitest";
import { barSentence, segmentsOf } from "./bar-widths";

const none = { validated: 0, ready: 0, production: 0, hold: 0, attention: 0, cancelled: 0 };
const seed = { ...none, validated: 45, ready: 15, production: 30, hold: 10 };

test("the seed's example reads as the seed writes it", () => {
  expect(barSentence(seed)).toBe(
    "45% Complete (45/100 variants): Validated 45, Ready for Review 15, In Production 30, On Hold 10",
  );
  expect(segmentsOf(seed).map(({ width }) => width)).toEqual([45, 15, 30, 10]);
});

test("percentages round down, so 100% means all", () => {
  expect(barSentence({ ...none, validated: 999, hold: 1 })).toMatch(/^99% Complete/);
});

test("cancelled variants are named but not counted", () => {
  expect(barSentence({ ...seed, cancelled: 4 })).toMatch(/\(45\/100 variants\).*, and 4 cancelled$/);
  expect(barSentence({ ...none, cancelled: 2 })).toBe("No active variants, and 2 cancelled");
  expect(segmentsOf({ ...none, cancelled: 2 })).toEqual([]);
});

const count = fc.integer({ min: 0, max: 100_000 });
const counts = fc.record({
  validated: count,
  ready: count,
  production: count,
  hold: count,
  attention: count,
  cancelled: count,
});

test("whatever is there can be seen, and the bar is full", () => {
  fc.assert(
    fc.property(counts, (buckets) => {
      const segments = segmentsOf(buckets);
      for (const { bucket, width } of segments) {
        expect(buckets[bucket]).toBeGreaterThan(0);
        expect(width).toBeGreaterThanOrEqual(1.2);
      }
      if (segments.length > 0) {
        const end = segments.reduce((sum, { width }) => sum + width, 0);
        expect(Math.abs(end - 100)).toBeLessThan(0.05);
      }
    }),
  );
});
