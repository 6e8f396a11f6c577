import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_POLICY } from "@/lib/lifecycle/policy";
import { fastestPace, type Modelling, modellingAhead, modellingEnds } from "./what-if";

const limits = (state: keyof typeof DEFAULT_POLICY.limits) => DEFAULT_POLICY.limits[state];
const usual = { capacity: 4, pace: 2, fastest: 2, first: null };
const work = (batchId: string, n: number, days = 4, arrives = 0): Modelling[] =>
  Array.from({ length: n }, () => ({ batchId, arrives, work: days }));

test("capacity is shared: twice the work takes twice as long, more modellers end sooner, up to the fastest pace", () => {
  expect(modellingEnds(work("a", 4), usual).get("a")).toBeCloseTo(4, 6);
  expect(modellingEnds(work("a", 8), usual).get("a")).toBeCloseTo(8, 6);
  expect(modellingEnds(work("a", 8), { ...usual, capacity: 6 }).get("a")).toBeCloseTo(16 / 3, 6);
  expect(modellingEnds(work("a", 2), { ...usual, capacity: 99 }).get("a")).toBeCloseTo(2, 6);
});

test("a batch served first ends sooner, the others later or as before, and what comes later waits its turn", () => {
  const both = [...work("a", 4), ...work("b", 4, 4), ...work("b", 2, 4, 5)];
  const [even, first] = [modellingEnds(both, usual), modellingEnds(both, { ...usual, first: "a" })];
  expect(first.get("a")).toBeLessThan(even.get("a")!);
  expect(first.get("b")).toBeGreaterThanOrEqual(even.get("b")! - 1e-6);
});

test("whatever lies ahead, every batch ends, after its work could be done and not sooner with less capacity", () => {
  const item = fc.record({
    batchId: fc.constantFrom("a", "b", "c"),
    arrives: fc.double({ min: 0, max: 20, noNaN: true }),
    work: fc.double({ min: 0.1, max: 9, noNaN: true }),
  });
  const first = fc.constantFrom(null, "a", "gone");
  fc.assert(
    fc.property(
      fc.array(item, { maxLength: 40 }),
      fc.integer({ min: 1, max: 20 }),
      first,
      (ahead, capacity, batch) => {
        const ends = modellingEnds(ahead, { capacity, pace: 2, fastest: 2, first: batch });
        for (const { batchId, arrives, work } of ahead)
          expect(ends.get(batchId)).toBeGreaterThanOrEqual(arrives + work / 2 - 1e-6);
        const more = modellingEnds(ahead, { capacity: capacity + 2, pace: 2, fastest: 2, first: null });
        const even = modellingEnds(ahead, { capacity, pace: 2, fastest: 2, first: null });
        const last = (all: Map<string, number>) => Math.max(0, ...all.values());
        expect(last(more)).toBeLessThanOrEqual(last(even) + 1e-6);
      },
    ),
  );
});

test("modelling lies ahead of what comes before it, never of what has passed it", () => {
  const at = (state: Parameters<typeof modellingAhead>[0]["state"], spent = 0, quoteResume = null as never) =>
    modellingAhead({ state, quoteResume, spent, limits });
  expect(at("working_3d_assets", 1)).toEqual({ arrives: 0, work: 2.5 });
  expect(at("batch_created")).toEqual({ arrives: 0.5, work: 3.5 });
  expect(at("pending_analysis")?.arrives).toBeGreaterThan(at("processing_addition")!.arrives);
  expect(at("quote_accepted")?.arrives).toBeCloseTo(0.5 + 1.5 + 0.5, 9);
  for (const state of ["freezing_time", "completed", "quote_sent", "error"] as const)
    expect(at(state)).toBeNull();
  expect(fastestPace(limits)).toBeCloseTo(1.75, 9);
});
