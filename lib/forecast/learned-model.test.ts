import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import { DEFAULT_POLICY, limitsFor } from "@/lib/lifecycle/policy";
import { learn } from "./learn";
import { type Cell, cellOf, keysOf, LEVELS, type LearnedModel, withHistory } from "./learned-model";
import type { PastVariant } from "./past-variants";
import { estimateBatch, estimateVariant, type Situation } from "./policy-estimate";
import { daysUntilAll, type Spread, spreadOf } from "./policy-estimate-spread";
import { pastVariants } from "./testing";

const kind = {
  state: "working_3d_assets",
  resume: null,
  brandId: "ours",
  complexity: "standard",
  customised: false,
  revised: false,
} as const;
const steady = (days: number, n: number): Cell => ({ n, left: [LEVELS.map(() => days)], brand: null });
const model = (cells: [string, Cell][]): LearnedModel => ({
  version: 1,
  at: new Date(0),
  apart: 1,
  brands: new Set(["ours"]),
  cells: new Map(cells),
});
const now = new Date("2026-03-18T11:00:00Z");
const situation = (learned?: LearnedModel): Situation => ({
  place: "working_3d_assets",
  enteredAt: now,
  spent: 0,
  quoteResume: null,
  quoteResumeSpent: null,
  limits: (state) => limitsFor(DEFAULT_POLICY, state, { brandId: "ours", complexity: "standard" }),
  ...(learned && { learned: (state, resume) => cellOf(learned, { ...kind, state, resume }) }),
});
const moment = { calendar: DEFAULT_CALENDAR, now };
const policy: Spread = spreadOf({ low: 2, high: 5 }, [{ low: 1, high: 2 }]);

test("while nothing is learned, or of a brand nothing is known, dates are the policy's", () => {
  const before = estimateVariant(situation(), moment);
  expect(estimateVariant(situation(model([])), moment)).toEqual(before);
  const others = { ...model([["working_3d_assets", steady(30, 500)]]), brands: new Set(["another"]) };
  expect(estimateVariant(situation(others), moment)).toEqual(before);
});

test("history takes over as it grows, and small groups lean on larger ones", () => {
  const middle = (cell: Cell) => daysUntilAll([withHistory(policy, cell, 0)], 0.5);
  expect(middle(steady(20, 5))).toBeLessThan(6);
  expect(middle(steady(20, 200))).toBeCloseTo(20, 0);
  const [own, , , , all] = keysOf(kind) as [string, string, string, string, string];
  const cells = model([
    [own, steady(1, 10)],
    [all, steady(9, 10)],
  ]);
  expect(cellOf(cells, kind)?.left[0]?.[0]).toBe(1);
  expect(cellOf(cells, { ...kind, complexity: "detailed" })?.left[0]?.[0]).toBe(9);
});

test("whatever was learned and however long it stays, a chance rises from 0 to 1 and nothing ends in the past", () => {
  const left = fc
    .array(fc.double({ min: 0, max: 40, noNaN: true }), { minLength: 20, maxLength: 20 })
    .map((days) => days.sort((a, b) => a - b));
  const cell = fc.record({
    n: fc.integer({ min: 1, max: 999 }),
    left: fc.array(left, { minLength: 1, maxLength: 6 }),
    brand: fc.constant(null),
  });
  const spent = fc.double({ min: 0, max: 60, noNaN: true });
  fc.assert(
    fc.property(cell, spent, fc.constantFrom(0, 1, 0.2), (learned, days, apart) => {
      const spread = withHistory(policy, learned, days);
      const chances = [0, 1, 2, 4, 8, 16, 32].map((d) => spread.within(d));
      expect(chances.every((c, i) => c >= (chances[i - 1] ?? 0) && c <= 1 + 1e-9)).toBe(true);
      expect(spread.within(spread.most)).toBeCloseTo(1, 9);
      const [one, many] = [1, 40].map((count) => daysUntilAll([{ ...spread, count }], 0.85, apart));
      expect(one).toBeGreaterThanOrEqual(0);
      expect(many).toBeGreaterThanOrEqual(one! - 1e-3);
    }),
  );
});

test("variants that are late together are done sooner as a batch than those late each for itself", () => {
  const learned = model([["working_3d_assets", { n: 500, left: [LEVELS.map((l) => 10 * l)], brand: null }]]);
  const batch = Array.from({ length: 30 }, () => situation(learned));
  const [apart, together] = [1, 0.1].map(
    (share) => estimateBatch(batch, { ...moment, apart: share }).expected!.p85,
  );
  expect(together!.getTime()).toBeLessThan(apart!.getTime());
});

const learnFrom = (variants: PastVariant[]) =>
  learn({
    variants,
    calendar: DEFAULT_CALENDAR,
    policy: DEFAULT_POLICY,
    now: Date.parse("2026-06-01T12:00:00Z"),
    score: null,
  });

test("learned are the stays of the producer, not the customer's; too little history teaches nothing", () => {
  expect(learnFrom(pastVariants(10))).toBeNull();
  const learned = learnFrom(pastVariants(60))!;
  const model = {
    ...learned,
    version: 1,
    at: now,
    brands: new Set(learned.brands),
    cells: new Map(learned.cells),
  };
  const days = (revised: boolean, complexity: "simple" | "detailed") =>
    cellOf(model, { ...kind, brandId: "brand 0", complexity, revised })?.left[0] ?? [];
  expect(days(false, "simple")[9]).toBeGreaterThan(2);
  expect(days(false, "simple")[9]).toBeLessThan(5);
  expect(days(false, "detailed")[9]).toBeGreaterThan(7);
  expect(learned.score.learned.length).toBeGreaterThan(0);
}, 60_000);
