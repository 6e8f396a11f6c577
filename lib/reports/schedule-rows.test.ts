import { expect, test } from "vitest";
import { plotSchedule, WIDE } from "@/components/production/schedule-plot";
import { scheduleSentence } from "@/components/production/schedule-words";
import { DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import { type ActualSpan, type PlannedSpan, scheduleOf } from "./schedule-rows";

const at = (day: string) => new Date(`${day}T09:00:00Z`);
const span = (productId: string, place: ActualSpan["place"], from: string, to: string) => ({
  productId,
  place,
  from: at(from),
  to: at(to),
});
const now = at("2024-12-03");

const actual: ActualSpan[] = [
  { ...span("a", "pending_analysis", "2024-11-11", "2024-11-12"), open: false },
  { ...span("b", "pending_analysis", "2024-11-11", "2024-11-14"), open: false },
  { ...span("a", "working_3d_assets", "2024-11-18", "2024-11-27"), open: false },
  { ...span("b", "working_3d_assets", "2024-11-20", "2024-12-03"), open: true },
  { ...span("a", "completed", "2024-11-27", "2024-12-03"), open: true },
];
const planned: PlannedSpan[] = [
  { ...span("a", "working_3d_assets", "2024-11-18", "2024-11-25"), kind: "order" },
  { ...span("b", "working_3d_assets", "2024-11-18", "2024-11-25"), kind: "order" },
  { ...span("b", "working_3d_assets", "2024-12-03", "2024-12-05"), kind: "current" },
  { ...span("b", "freezing_time", "2024-12-05", "2024-12-09"), kind: "current" },
];
const schedule = scheduleOf(
  actual,
  planned,
  new Map([
    ["b", "Vision"],
    ["a", "Flyer"],
  ]),
  DEFAULT_CALENDAR,
);

test("a step runs from its first variant to its last, a product until all of it is completed", () => {
  expect(schedule.steps.map(({ id }) => id)).toEqual([
    "pending_analysis",
    "working_3d_assets",
    "freezing_time",
    "completed",
  ]);
  const modelling = schedule.steps[1]!;
  expect(modelling).toMatchObject({
    planned: { from: at("2024-11-18"), to: at("2024-11-25") },
    actual: { from: at("2024-11-18"), to: now, open: true },
    current: { from: now, to: at("2024-12-05") },
    afterPlan: 8,
  });
  expect(
    schedule.products.map(({ label, actual: went, current, afterPlan }) => [
      label,
      went?.to,
      current?.to,
      afterPlan,
    ]),
  ).toEqual([
    ["Flyer", at("2024-11-27"), undefined, 2],
    ["Vision", now, at("2024-12-09"), 10],
  ]);
});

test("it is drawn on one scale: now between what went and what is planned, nothing outside", () => {
  const plot = plotSchedule(schedule, { now, firstDay: "2024-11-11", frame: WIDE });
  expect(plot.rows).toHaveLength(6);
  const modelling = plot.rows[1]!;
  expect(modelling.actual!.x + modelling.actual!.width).toBeCloseTo(plot.today, 0);
  expect(modelling.current!.x).toBe(plot.today);
  for (const { planned: a, actual: b, current: c } of plot.rows)
    for (const bar of [a, b, c])
      if (bar) {
        expect(bar.x).toBeGreaterThanOrEqual(WIDE.left);
        expect(bar.x + bar.width).toBeLessThanOrEqual(WIDE.width - WIDE.right + 2);
      }
  expect(scheduleSentence(schedule, { zone: "UTC", now })).toBe(
    "Production schedule since 11 November: when ordered it was planned to end by 25 November, now by 9 December. Later than planned: Working 3D Assets.",
  );
});
