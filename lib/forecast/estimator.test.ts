import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { Estimator } from "./estimator";
import { asKnownAt } from "./examples";
import type { History } from "./history";
import { madeUpLog } from "./testing";

const NOW = 18_060;
const known = asKnownAt(madeUpLog(160), NOW);
let estimator: Estimator;

function learned(histories: readonly History[]): Estimator {
  const fresh = new Estimator();
  fresh.add(histories);
  fresh.learn(NOW);
  return fresh;
}

beforeAll(() => {
  estimator = learned(known);
});

const situation = (size: string, ...steps: [string, number][]) =>
  steps.map(([activity, days]) => ({ activity, at: NOW - 10 + days, attributes: { size } }));
const made = situation("small", ["order", 0], ["check", 1], ["make", 3]);
const checked = (size: string) => situation(size, ["order", 8], ["check", 9]);

test("nothing is claimed before any case has ended", () => {
  const young = new Estimator();
  young.add(known.filter((h) => !h.ended));
  young.learn(NOW);
  expect(young.remaining(made, NOW)).toBeUndefined();
  expect(young.learnedAt).toBeUndefined();
});

test("quantiles never fall as the level rises and never lie in the past", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(made, checked("small"), checked("large"), situation("?", ["never seen", 0])),
      fc.double({ min: 0, max: 400, noNaN: true }),
      fc.array(fc.double({ min: 0.01, max: 0.99, noNaN: true }), { minLength: 2, maxLength: 8 }),
      (events, spent, levels) => {
        const estimate = estimator.remaining(events, events.at(-1)!.at + spent);
        const days = levels.sort((a, b) => a - b).map((level) => estimate?.quantile(level) ?? Number.NaN);
        expect(days.every((d, i) => d >= 0 && (i === 0 || d >= days[i - 1]!))).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test("what takes longer is said to take longer, and why can be told", () => {
  const large = estimator.remaining(checked("large"), NOW - 1);
  const small = estimator.remaining(checked("small"), NOW - 1);
  expect(large?.quantile(0.3)).toBeGreaterThan(small?.quantile(0.3) ?? 0);
  expect(small?.basis.n).toBeGreaterThan(20);
  expect(small?.basis.group).toBe("path");
});

test("time already spent in a state counts: those that would have been sent by now are no longer likened", () => {
  const at = made.at(-1)!.at;
  expect(estimator.remaining(made, at)?.quantile(0.5)).toBeLessThan(3);
  expect(estimator.remaining(made, at + 5)?.quantile(0.5)).toBeGreaterThan(8);
});

test("leaving out the open cases makes the forecast too hopeful", () => {
  const hopeful = learned(known.filter((h) => h.ended));
  const told = (e: Estimator): number => e.remaining(made, made.at(-1)!.at)?.quantile(0.85) ?? 0;
  expect(told(hopeful)).toBeLessThan(told(estimator));
});

test("a case left before its end counts as long as it was watched", () => {
  const left = known.map((h) => (h.ended ? h : { ...h, watchedUntil: h.events.at(-1)?.at ?? NOW }));
  const mean = (e: Estimator): number => e.remaining(checked("small"), NOW - 1)?.mean ?? 0;
  expect(mean(learned(left))).toBeLessThan(mean(estimator));
});
