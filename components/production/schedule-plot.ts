import { dateNumber } from "@/lib/calendar/working-days";
import type { Schedule, ScheduleRow, Span } from "@/lib/reports/schedule-rows";
import { dayTicks, px, tickWords } from "./chart-axis";

const DAY = 86_400_000;
/** As many products are drawn; a picture of more is a table. */
export const MOST_PRODUCTS = 20;

export interface ScheduleFrame {
  width: number;
  left: number;
  right: number;
  row: number;
  /** From the top of a row to its bars. */
  bar: number;
  /** From the top of a row to the foot of its words. */
  words: number;
  dayTicks: number;
}

/** Names beside the bars on a wide screen, above them on a phone. */
export const WIDE: ScheduleFrame = {
  width: 960,
  left: 190,
  right: 90,
  row: 24,
  bar: 6,
  words: 16,
  dayTicks: 9,
};
export const SMALL: ScheduleFrame = {
  width: 350,
  left: 2,
  right: 2,
  row: 42,
  bar: 22,
  words: 16,
  dayTicks: 5,
};

const HEAD = 30;
const GAP = 14;

export interface Bar {
  x: number;
  width: number;
}

export interface PlottedRow {
  row: ScheduleRow;
  y: number;
  planned: Bar | null;
  actual: Bar | null;
  current: Bar | null;
}

export interface SchedulePlot {
  height: number;
  dates: { x: number; words: string }[];
  today: number;
  rows: PlottedRow[];
  /** Between steps and products. */
  ruleY: number | null;
}

/** The first and last day of a schedule; `now` where nothing of it has a date. */
export function scheduleSpan({ steps, products }: Schedule, now: Date): Span {
  const spans = [...steps, ...products].flatMap(({ planned, actual, current }) =>
    [planned, actual, current].filter((span) => span !== null),
  );
  const from = spans.reduce((first, span) => Math.min(first, span.from.getTime()), now.getTime());
  const to = spans.reduce((last, span) => Math.max(last, span.to.getTime()), now.getTime());
  return { from: new Date(from), to: new Date(Math.max(to, from + DAY)) };
}

interface PlotGiven {
  now: Date;
  /** The ISO date of its beginning. */
  firstDay: string;
  frame: ScheduleFrame;
  /** How the days of its axis are written. */
  locale?: string | undefined;
}

/** Where everything of a schedule stands in its picture. */
export function plotSchedule(
  schedule: Schedule,
  { now, firstDay, frame, locale = "en-GB" }: PlotGiven,
): SchedulePlot {
  const { from, to } = scheduleSpan(schedule, now);
  const room = frame.width - frame.left - frame.right;
  const x = (at: number) => px(frame.left + ((at - from.getTime()) / (to.getTime() - from.getTime())) * room);
  const bar = (span: Span | null): Bar | null =>
    span && {
      x: x(span.from.getTime()),
      width: Math.max(2, px(x(span.to.getTime()) - x(span.from.getTime()))),
    };
  const first = dateNumber(firstDay);
  const ticks = dayTicks(first, first + Math.floor((to.getTime() - from.getTime()) / DAY), frame.dayTicks);
  const words = tickWords(ticks, locale);
  const { steps } = schedule;
  const products = schedule.products.slice(0, MOST_PRODUCTS);
  const rows = [...steps, ...products].map((row, index) => ({
    row,
    y: HEAD + index * frame.row + (index >= steps.length ? GAP : 0),
    planned: bar(row.planned),
    actual: bar(row.actual),
    current: bar(row.current),
  }));
  const between = steps.length > 0 && products.length > 0;
  return {
    height: HEAD + rows.length * frame.row + (between ? GAP : 0) + 4,
    dates: ticks.map((tick, index) => ({
      x: x(from.getTime() + (tick - first) * DAY),
      words: words[index]!,
    })),
    today: x(now.getTime()),
    rows,
    ruleY: between ? HEAD + steps.length * frame.row + GAP / 2 : null,
  };
}
