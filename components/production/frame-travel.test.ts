import { expect, test } from "vitest";
import { ALONG, PLACES, type Place } from "@/lib/lifecycle/states";
import { SPOTS, STRETCHES, type Stretch } from "./frame-geometry";
import { travelOf } from "./frame-travel";

const names = (stretches: ReadonlySet<Stretch>) => [...stretches].sort();

/** First and last point of a path that only uses M, L and C with absolute coordinates. */
function ends(stretch: Stretch): [number, number][] {
  const numbers = STRETCHES[stretch].match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];
  return [numbers.slice(0, 2), numbers.slice(-2)] as [number, number][];
}

function near(a: readonly number[], b: readonly number[]) {
  expect(Math.hypot((a[0] ?? 0) - (b[0] ?? 0), (a[1] ?? 0) - (b[1] ?? 0))).toBeLessThan(0.2);
}

/** The way with a quote, as it is drawn from dot to dot. */
const WITH_QUOTE: [Place, Stretch[]][] = [
  ["pending_analysis", []],
  ["analysis_complete", ["temple"]],
  ["quote_requested", ["hinge", "toRequested"]],
  ["quote_sent", ["toSent"]],
  ["quote_accepted", ["toAccepted"]],
  ["processing_addition", ["fromAccepted", "bridge", "toAddition"]],
  ["batch_created", ["toCreated"]],
  ["working_3d_assets", ["toWorking"]],
  ["freezing_time", ["toFreezing"]],
  ["completed", ["fromFreezing", "toCompleted"]],
  ["validated", ["toValidated"]],
];

test("every place stands on the frame and is read aloud once", () => {
  expect([...ALONG].sort()).toEqual([...PLACES].sort());
});

test("what a variant has travelled grows stretch by stretch, without a gap, from dot to dot", () => {
  const visited: Place[] = [];
  const expected = new Set<Stretch>();
  for (const [place, stretches] of WITH_QUOTE) {
    const from = visited.at(-1);
    visited.push(place);
    for (const stretch of stretches) expected.add(stretch);
    expect(names(travelOf(visited).past)).toEqual(names(expected));
    let at = from ? SPOTS[from].at : SPOTS[place].at;
    for (const stretch of stretches) {
      const [start, end] = ends(stretch);
      near(start as number[], at);
      at = end as [number, number];
    }
    near(at, SPOTS[place].at);
  }
});

test("ahead lies the usual way, and nothing of it twice", () => {
  const { ahead, coming } = travelOf(["pending_analysis", "analysis_complete"]);
  expect(coming).toEqual([
    "processing_addition",
    "batch_created",
    "working_3d_assets",
    "freezing_time",
    "completed",
    "validated",
  ]);
  expect(ahead.has("over")).toBe(true);
  expect(ahead.has("toRequested")).toBe(false);
});

test("a quote opened in the middle of production leads back to where it was opened", () => {
  const { coming } = travelOf([
    "pending_analysis",
    "analysis_complete",
    "processing_addition",
    "batch_created",
    "working_3d_assets",
    "quote_requested",
    "quote_sent",
  ]);
  expect(coming).toEqual(["quote_accepted", "working_3d_assets", "freezing_time", "completed", "validated"]);
});

test("an error leaves the way by its pad and comes back to where it was", () => {
  const { past, coming } = travelOf(["pending_analysis", "error"]);
  expect(names(past)).toEqual(["toError"]);
  expect(coming[0]).toBe("pending_analysis");
});

test("a revision runs back along the lower rim", () => {
  const all = WITH_QUOTE.map(([place]) => place).slice(0, -1);
  expect(travelOf(all).past.has("revisions")).toBe(false);
  expect(travelOf([...all, "working_3d_assets"]).past.has("revisions")).toBe(true);
});

test("from cancelled nothing is ahead", () => {
  const { ahead, coming } = travelOf(["pending_analysis", "cancelled"]);
  expect([ahead.size, coming.length]).toEqual([0, 0]);
});
