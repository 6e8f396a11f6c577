import { expect, test } from "vitest";
import { backtest, OWN } from "./backtest";
import type { History } from "./history";
import { roundsOf } from "./protocol";
import { madeUpLog } from "./testing";

const scores = (log: readonly History[]) => backtest(roundsOf("holdout", log), () => 0);

test("names do not matter: activities renamed and ids shuffled, every figure is the same", () => {
  const log = madeUpLog(150);
  const renamed = log.map((h, i) => ({
    ...h,
    id: `${(i * 77) % log.length}`,
    events: h.events.map((e) => ({ ...e, activity: [...e.activity].reverse().join("") })),
  }));
  expect(scores(renamed)).toEqual(scores(log));
});

test("the estimator beats the simple methods where time spent and attributes tell", () => {
  const found = scores(madeUpLog(300));
  const own = found.find((s) => s.method === OWN);
  expect(found.map((s) => s.method)).toEqual(["always-zero", "mean", "median-per-activity", OWN]);
  for (const { method, mae } of found) if (method !== OWN) expect(own?.mae).toBeLessThan(mae);
});

test("no round knows anything of its own time or later, and each prefix is asked once", () => {
  const rounds = roundsOf("fair", madeUpLog(300));
  expect(rounds.length).toBe(20);
  for (const { now, ended, open, asked } of rounds) {
    const known = [...ended, ...open].flatMap((h) => h.events.map((e) => e.at));
    expect(Math.max(...known)).toBeLessThan(now);
    expect(asked.every((p) => p.at >= now)).toBe(true);
    expect(open.every((h) => !h.ended)).toBe(true);
  }
  const asked = rounds.flatMap((r) => r.asked.map((p) => `${p.history.id} ${p.length}`));
  expect(new Set(asked).size).toBe(asked.length);
});
