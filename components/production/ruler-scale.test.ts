import fc from "fast-check";
import { expect, test } from "vitest";
import { cellScale, rulerScale } from "./ruler-scale";

const days = fc.double({ min: 0, max: 400, noNaN: true });
const allowance = fc
  .tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 20 }))
  .map(([low, more]) => ({
    low,
    high: low + more,
  }));

test("however late, the mark stays on the ruler", () => {
  fc.assert(
    fc.property(days, allowance, (spent, { low, high }) => {
      const { x, ticks } = rulerScale(spent, high);
      expect(x(spent)).toBeLessThanOrEqual(228);
      expect(x(high)).toBeLessThanOrEqual(228);
      expect(ticks.length).toBeLessThan(500);
      const cell = cellScale(spent, low, high);
      expect(cell.now).toBeGreaterThanOrEqual(2);
      expect(cell.now).toBeLessThanOrEqual(54);
    }),
  );
});

test("in a column the end of the allowance stands at one place, whatever the state allows", () => {
  expect(cellScale(1, 0, 1).high).toBe(cellScale(1, 2, 5).high);
  expect(cellScale(5.1, 2, 5).now).toBeGreaterThan(cellScale(5.1, 2, 5).high);
  expect(cellScale(4.9, 2, 5).now).toBeLessThan(cellScale(4.9, 2, 5).high);
});
