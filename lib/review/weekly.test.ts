import { expect, test } from "vitest";
import { NO_COUNTS, progressOf } from "@/lib/lifecycle/progress";
import { median } from "./approval-times";
import { movedBack } from "./week-progress";
import { approvalWords, planLines, weekWords } from "./weekly-words";

test("a week before is now with the moves taken back, and what was ordered since was not there", () => {
  const now = { ...NO_COUNTS, validated: 5, completed: 2, pending_analysis: 3 };
  const earlier = movedBack(now, [
    { from: "freezing_time", to: "validated", n: 2 },
    { from: "", to: "pending_analysis", n: 3 },
  ]);
  expect(earlier).toEqual({ ...NO_COUNTS, validated: 3, completed: 2, freezing_time: 2 });
  const week = { id: "1", name: "Summer", now: progressOf(now), before: progressOf(earlier) };
  expect(weekWords(week)).toBe("50% Complete (5/10), 42% a week ago. Two more validated, two more produced.");
  const all = movedBack(now, [
    { from: "", to: "validated", n: 5 },
    { from: "", to: "completed", n: 2 },
    { from: "", to: "pending_analysis", n: 3 },
  ]);
  expect(weekWords({ ...week, before: progressOf(all) })).toBe("50% Complete (5/10). Ordered this week.");
});

test("work ahead is named by day, and what hangs on somebody is named apart", () => {
  const now = new Date("2026-11-27T09:00:00Z");
  const plan = {
    days: [
      { date: "2026-11-30", count: 4 },
      { date: "2026-12-01", count: 0 },
    ],
    later: 1,
    ifApproved: 10,
    undated: 0,
  };
  expect(planLines(plan, { now })).toEqual([
    "Mon 30 Nov: 4 variants",
    "Later: 1 variant",
    "Only if you approve their quote: 10 variants",
  ]);
});

test("approval times are the middle of the decisions", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(approvalWords({ brand: "Nike", median: 2.5, decisions: 4 })).toBe(
    "Nike: 2.5 business days, the middle of four decisions",
  );
});
