import { expect, test } from "vitest";
import { baselinesOf } from "./baselines";
import type { History } from "./history";
import { kaplanMeierQuantiles } from "./kaplan-meier";
import { prefixesOf } from "./prefixes";

/** a at 0, b at 1, end at 1 + `after`. */
const ended = (id: number, after: number): History => ({
  id: `${id}`,
  events: [
    { activity: "a", at: 0 },
    { activity: "b", at: 1 },
    { activity: "end", at: 1 + after },
  ],
  ended: true,
});

const open: History = { ...ended(99, 0), events: ended(99, 0).events.slice(0, 2), ended: false };

function answers(round: { ended: History[]; open: History[] }, asked: History) {
  const [prefix] = prefixesOf(asked, 2, 2);
  return new Map(
    baselinesOf({ now: 101, asked: [], ...round }).map(([name, predict]) => [name, predict(prefix!)]),
  );
}

test("mean, median and always-zero are what one computes by hand", () => {
  const found = answers({ ended: [1, 2, 3, 4, 100].map((d, i) => ended(i, d)), open: [] }, ended(9, 1));
  expect(found.get("always-zero")?.point).toBe(0);
  expect(found.get("mean")?.point).toBe(22);
  expect(found.get("median-per-activity")?.point).toBe(3);
  expect(found.get("median-per-activity")?.p85).toBeCloseTo(4 + 0.4 * 96, 9);
  expect(found.has("kaplan-meier")).toBe(false);
});

test("an open case counts as longer than seen, so the middle moves up", () => {
  const days = Array.from({ length: 20 }, (_, i) => i + 1);
  const histories = days.map((d) => ended(d, d));
  const many = Array.from({ length: 20 }, (_, i) => ({ ...open, id: `open ${i}` }));
  expect(answers({ ended: histories, open: many }, ended(0, 1)).get("kaplan-meier")?.p50).toBe(20);
  expect(answers({ ended: histories, open: many.slice(0, 2) }, ended(0, 1)).get("kaplan-meier")?.p50).toBe(
    11,
  );
});

test("the product-limit curve of a textbook example", () => {
  // Survival after 1, 2, 4: 4/5, 3/5, 3/10; the open 3 leaves between.
  expect(kaplanMeierQuantiles([1, 2, 4], [3, 5], [0.2, 0.4, 0.5, 0.9])).toEqual([1, 2, 4, 5]);
});
