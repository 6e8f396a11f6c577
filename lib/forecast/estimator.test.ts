import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { Estimator } from "./estimator";
import { asKnownAt } from "./examples";
import type { History } from "./history";
import { seededRandom } from "./random";
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

/** Batches of many that are made at one pace: each has its own size, which says nothing of it. */
function batches(count: number, first: number, name?: (batch: number) => string): History[] {
  const random = seededRandom(first + 1);
  return Array.from({ length: count }, (_, b) => first + b).flatMap((b) => {
    const pace = Math.exp((random() + random() + random() - 1.5) * 1.2);
    const attributes = { size: 10 + Math.floor(random() * 90) };
    return Array.from({ length: 20 }, (_, i): History => {
      const began = 17_000 + b * 12;
      const made = began + 1 + 4 * pace * (0.9 + 0.2 * random());
      const events = [
        { activity: "order", at: began, attributes },
        { activity: "make", at: began + 1, attributes },
        { activity: "done", at: made, attributes },
      ];
      return { id: `${b} ${i}`, events, ended: true, ...(name ? { together: name(b) } : {}) };
    });
  });
}

test("cases that move together tell as much as one: dates of the next such group hold as often as they say", () => {
  const held = (name?: (batch: number) => string) => {
    const asked = batches(200, 1000);
    const fresh = new Estimator();
    fresh.add(batches(40, 0, name));
    fresh.learn(17_500);
    const within = asked.filter(({ events }, i) => {
      if (i % 20 > 0) return false;
      const estimate = fresh.remaining(events.slice(0, 2), events[1]!.at);
      return events[2]!.at - events[1]!.at <= (estimate?.quantile(0.85) ?? 0);
    });
    return within.length / 200;
  };
  const together = held((batch) => `batch ${batch}`);
  const alone = held();
  expect(together).toBeGreaterThan(0.77);
  expect(together).toBeGreaterThan(alone);
});

test("cases that ended as they began teach nothing, and cost nothing of what the others teach", () => {
  const brief = Array.from({ length: 200 }, (_, i): History => {
    const events = [{ activity: "order", at: NOW - 200 + i / 10 }];
    return { id: `brief ${i}`, events, ended: true };
  });
  const n = (histories: readonly History[]) => learned(histories).remaining(made, NOW)!.basis.n;
  expect(n([...brief, ...known])).toBeGreaterThan(0.9 * n(known));
});
