import { expect, test } from "vitest";
import { effectSentences } from "./effect-words";

const nothing = {
  open: 312,
  earlier: 0,
  later: 0,
  becomeLate: 0,
  becomeAtRisk: 0,
  noLongerLate: 0,
  noLongerAtRisk: 0,
  becomeReminded: 0,
  noLongerReminded: 0,
  batches: [],
  otherBatches: 0,
};

test("a preview says how many deadlines move and which delays begin or end", () => {
  expect(effectSentences(nothing)).toEqual(["No deadline moves. 312 open variants were looked at."]);
  expect(effectSentences({ ...nothing, earlier: 41, becomeLate: 12, noLongerAtRisk: 1 })).toEqual([
    "Of 312 open variants, 41 get an earlier deadline and none a later one.",
    "Twelve become late, one is no longer at risk.",
  ]);
  expect(effectSentences({ ...nothing, later: 1 })[1]).toBe("No delay begins or ends by it now.");
});
