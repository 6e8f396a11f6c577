import { expect, test } from "vitest";
import { addBusinessDays } from "@/lib/calendar/business-time";
import { DEFAULT_CALENDAR as calendar } from "@/lib/calendar/calendar";
import { planAtOrder, USUAL_WAY } from "@/lib/forecast/plan";
import { DEFAULT_POLICY, limitsFor } from "@/lib/lifecycle/policy";
import type { Place, State } from "@/lib/lifecycle/states";
import { type ActualStay, statesAhead, timelineOf } from "./timeline-steps";

const variant = { brandId: "", complexity: "standard" } as const;
const limits = (state: State) => limitsFor(DEFAULT_POLICY, state, variant);
const ordered = new Date("2026-03-02T09:00:00Z");
const after = (days: number) => addBusinessDays(calendar, ordered, days);
const planned = planAtOrder({ orderedAt: ordered, calendar, limits });

/** Stays that begin at these business days after the order; the last is open. */
function stays(...entered: [Place, number][]): ActualStay[] {
  return entered.map(([place, at], index) => {
    const next = entered[index + 1]?.[1];
    const high = limits(place === "validated" ? "completed" : place)?.high;
    return {
      place,
      revision: 0,
      start: after(at),
      end: next === undefined ? null : after(next),
      days: (next ?? at) - at,
      dueAt: high ? after(at + high) : null,
    };
  });
}

const given = { calendar, planned, limits, quoteResume: null, errorResume: null };

test("what was stands beside the plan made at order, what is to come beside the plan as it stands now", () => {
  const steps = timelineOf({
    ...given,
    stays: stays(["pending_analysis", 0], ["analysis_complete", 3.5]),
    now: after(4),
  });
  expect(steps.map(({ place, status }) => [place, status])).toEqual([
    ["pending_analysis", "done"],
    ["analysis_complete", "now"],
    ...USUAL_WAY.slice(2).map((state) => [state, "planned"]),
  ]);
  const [analysis, complete, addition] = steps;
  expect(analysis).toMatchObject({ plannedStart: ordered, plannedEnd: after(2), actualEnd: after(3.5) });
  expect(analysis?.lateBy).toBeCloseTo(1.5);
  expect(complete).toMatchObject({ lateBy: 0, actualEnd: null, currentEnd: after(4.5) });
  expect(addition).toMatchObject({
    plannedStart: after(3),
    currentStart: after(4.5),
    currentEnd: after(6.5),
  });
  expect(steps.at(-1)?.currentEnd).toEqual(after(14.5));
});

test("a stay that is late now ends, as far as is known, now", () => {
  const now = after(9);
  const [step, next] = timelineOf({ ...given, stays: stays(["pending_analysis", 0]), now });
  expect(step).toMatchObject({ currentEnd: now });
  expect(step?.lateBy).toBeCloseTo(7);
  expect(next?.currentStart).toEqual(now);
});

test("the customer's turn is never late, and what follows it has no date of ours", () => {
  const steps = timelineOf({
    ...given,
    stays: stays(["pending_analysis", 0], ["quote_sent", 1]),
    quoteResume: "analysis_complete",
    now: after(40),
  });
  expect(steps[1]).toMatchObject({ place: "quote_sent", lateBy: null, currentEnd: null });
  expect(steps.slice(2).map(({ place }) => place)).toEqual(USUAL_WAY.slice(2));
  expect(steps.slice(2).every(({ currentStart, plannedStart }) => !currentStart && plannedStart)).toBe(true);
});

test("a revision stands behind the first model and takes no plan from it", () => {
  const steps = timelineOf({
    ...given,
    stays: stays(["working_3d_assets", 7], ["completed", 12], ["working_3d_assets", 14]),
    now: after(15),
  });
  const models = steps.filter(({ place }) => place === "working_3d_assets");
  expect(models.map(({ plannedStart }) => plannedStart !== null)).toEqual([true, false]);
  expect(steps.at(-1)).toMatchObject({ place: "freezing_time", status: "planned" });
});

test("what lies ahead of a variant, from every place", () => {
  const ahead = (place: Place, quote: State | null = null, error: State | null = null) =>
    statesAhead(place, quote, error).map((state) => state.split("_")[0]);
  expect(ahead("batch_created")).toEqual(["working", "freezing"]);
  expect(ahead("freezing_time")).toEqual([]);
  expect(ahead("quote_sent", "freezing_time")).toEqual(["freezing"]);
  expect(ahead("quote_accepted", "analysis_complete")).toEqual([
    "processing",
    "batch",
    "working",
    "freezing",
  ]);
  expect(ahead("error", null, "freezing_time")).toEqual(["freezing"]);
  expect(ahead("error", "working_3d_assets", "quote_sent")).toEqual(["working", "freezing"]);
  for (const place of ["quote_rejected", "completed", "validated", "cancelled"] as const)
    expect(ahead(place, "freezing_time")).toEqual([]);
});
