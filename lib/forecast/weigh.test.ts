import fc from "fast-check";
import { expect, test } from "vitest";
import { blend } from "./blend";
import { LEVELS, lossesBesideFirst, type Outcome } from "./past-forecasts";
import { weighMixes } from "./weigh";

const NOW = 1000;
/** Three mixes that each said one number of days for every level. */
function outcome(said: number[], remained: number, { at = 0, open = false } = {}): Outcome {
  const mixes = said.map((days) => ({ quantiles: new Float32Array(LEVELS.length).fill(days), reach: 1 }));
  return { last: "make", mixes, at, remained, open, weight: 1 };
}

test("a mix that did better counts more, all alike while nothing tells them apart", () => {
  const found = Array.from({ length: 50 }, (_, i) => outcome([10, 12 + (i % 3), 10], 13));
  const { middle } = weighMixes(found, NOW)("make");
  expect(middle[1]).toBeGreaterThan(0.9);
  expect(middle[0]).toBeCloseTo(middle[2]!, 9);
  for (const weight of weighMixes([], NOW)("make").far) expect(weight).toBeCloseTo(1 / 3, 9);
});

test("a forecast is judged only once all that was said of it has passed, and then one still open counts too", () => {
  const said = [10, 30];
  const early = { at: NOW - 20, remained: 5, open: false };
  expect(lossesBesideFirst(said, early, { level: 0.5, now: NOW })).toBeNull();
  const open = { at: NOW - 40, remained: 40, open: true };
  expect(lossesBesideFirst(said, open, { level: 0.5, now: NOW })).toEqual([0, -10]);
});

test("a blend never falls as the level rises, however differently its parts are trusted", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const line = fc.record({ least: fc.nat(50), slope: fc.nat(50) });
  fc.assert(
    fc.property(line, line, share, share, fc.array(share, { minLength: 2 }), (a, b, middle, far, levels) => {
      const quantiles = [a, b].map(
        ({ least, slope }) =>
          (level: number) =>
            least + slope * level,
      );
      const days = blend(quantiles, { middle: [middle, 1 - middle], far: [far, 1 - far] });
      const found = levels.sort((x, y) => x - y).map(days);
      expect(found.every((d, i) => i === 0 || d >= found[i - 1]! - 1e-9)).toBe(true);
    }),
  );
});
