import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addBusinessDays,
  businessDaysBetween,
  isOpen,
  isWorkingDate,
  localDate,
  nextOpening,
} from "@/lib/calendar/business-time";
import { type Calendar, minutesOf, parseCalendar, type Span, type Weekday } from "@/lib/calendar/calendar";

const MINUTE = 60_000;
const DAY = 24 * 60;

/** Seven days around a clock change; the date is the day of the change. */
const CHANGES = [
  ["Europe/Berlin", "2026-03-29"],
  ["Europe/Berlin", "2026-10-25"],
  ["America/New_York", "2026-03-08"],
  ["America/New_York", "2026-11-01"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["America/St_Johns", "2026-03-08"],
  ["America/St_Johns", "2026-11-01"],
  ["America/St_Johns", "2010-11-07"], // back at 00:01, into the day before
  ["Asia/Kathmandu", "2026-03-29"],
  ["Asia/Kathmandu", "1986-01-01"], // the zone moved by 15 minutes
  ["Pacific/Auckland", "2026-04-05"],
  ["Pacific/Auckland", "2026-09-27"],
  ["Africa/Casablanca", "2026-02-15"],
  ["Africa/Casablanca", "2026-03-22"],
  ["America/Sao_Paulo", "2018-02-18"], // back at midnight
  ["America/Sao_Paulo", "2018-11-04"], // midnight does not exist
  ["Pacific/Apia", "2011-12-30"], // the whole date does not exist
] as const;

type Window = { zone: string; label: string; start: number; walls: number[]; dates: string[] };

/** The local clock at every real minute of the window, read through Intl alone (local minutes since 1970). */
function windowAround(zone: string, date: string): Window {
  const middle = Date.parse(`${date}T00:00:00Z`) / MINUTE;
  const dates = [-3, -2, -1, 0, 1, 2, 3].map((n) =>
    new Date((middle + n * DAY) * MINUTE).toISOString().slice(0, 10),
  );
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const start = middle - 4.5 * DAY;
  const walls = Array.from({ length: 9 * DAY }, (_, minute) => {
    const text = clock.format((start + minute) * MINUTE);
    return Date.parse(`${text.replace(" ", "T")}:00Z`) / MINUTE;
  });
  return { zone, label: `${zone} ${date}`, start, walls, dates };
}

const WINDOWS = CHANGES.map(([zone, date]) => windowAround(zone, date));

/** Slow and plain: each minute of the window weighs one part of its date's open minutes, or nothing. */
function weigh(calendar: Calendar, window: Window): { weights: number[]; closings: Set<number> } {
  const weights = window.walls.map(() => 0);
  const closings = new Set<number>();
  for (const date of window.dates) {
    if (calendar.holidays.includes(date)) continue;
    const midnight = Date.parse(`${date}T00:00:00Z`);
    const weekday = (new Date(midnight).getUTCDay() || 7) as Weekday;
    const first = (time: string) => {
      const wall = midnight / MINUTE + minutesOf(time);
      return window.walls.findIndex((at) => at >= wall);
    };
    const minutes = calendar.hours[weekday].flatMap(([from, to]) => {
      const [opens, closes] = [first(from), first(to)];
      if (closes > opens) closings.add(closes);
      return Array.from({ length: Math.max(0, closes - opens) }, (_, n) => opens + n);
    });
    for (const minute of minutes) weights[minute] = 1 / minutes.length;
  }
  return { weights, closings };
}

const time = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 * 60 }) }, // where clocks change
  { weight: 3, arbitrary: fc.integer({ min: 0, max: DAY }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 9 * 60, 17 * 60, DAY) },
);
const written = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Up to three spans a day, touching ones included. */
const spans = fc.uniqueArray(time, { maxLength: 6 }).map((times) => {
  const sorted = times.sort((a, b) => a - b).map(written);
  const day: Span[] = [];
  for (let at = 0; at + 1 < sorted.length; at += 2) day.push([sorted[at]!, sorted[at + 1]!]);
  return day;
});

const situation = fc
  .record({
    window: fc.constantFrom(...WINDOWS),
    week: fc
      .tuple(spans, spans, spans, spans, spans, spans, spans)
      .filter((week) => week.some((day) => day.length)),
    free: fc.subarray([0, 1, 2, 3, 4, 5, 6], { maxLength: 2 }),
    a: fc.integer({ min: DAY * 2, max: DAY * 7 }),
    b: fc.integer({ min: DAY * 2, max: DAY * 7 }),
  })
  .map(({ window, week, free, a, b }) => {
    const hours = Object.fromEntries(week.map((day, index) => [index + 1, day]));
    const holidays = free.map((index) => window.dates[index]!);
    const calendar = parseCalendar({ zone: window.zone, hours, holidays });
    return { window, calendar, a, b };
  });

const moment = (window: Window, minute: number) => new Date((window.start + minute) * MINUTE);
const sum = (weights: number[], from: number, to: number) =>
  weights.slice(from, to).reduce((x, y) => x + y, 0);

describe("business time against a walk over every minute, around clock changes", { timeout: 30_000 }, () => {
  it("measures the same between any two minutes, either way round", () => {
    fc.assert(
      fc.property(situation, ({ window, calendar, a, b }) => {
        const { weights } = weigh(calendar, window);
        const expected = a <= b ? sum(weights, a, b) : -sum(weights, b, a);
        expect(businessDaysBetween(calendar, moment(window, a), moment(window, b))).toBeCloseTo(expected, 9);
      }),
      { numRuns: 200 },
    );
  });

  it("has the date, is open and opens next where the walk says so", () => {
    fc.assert(
      fc.property(situation, ({ window, calendar, a }) => {
        const { weights } = weigh(calendar, window);
        expect(isOpen(calendar, moment(window, a))).toBe(weights[a]! > 0);
        const wall = new Date(window.walls[a]! * MINUTE).toISOString();
        expect(localDate(calendar, moment(window, a))).toBe(wall.slice(0, 10));
        const next = weights.findIndex((weight, minute) => minute >= a && weight > 0);
        fc.pre(next >= 0);
        expect(nextOpening(calendar, moment(window, a))).toEqual(moment(window, next));
      }),
      { numRuns: 200 },
    );
  });

  it("adds to the first open or closing minute that lies so far ahead, and the last one so far back", () => {
    fc.assert(
      fc.property(situation, ({ window, calendar, a, b }) => {
        const { weights, closings } = weigh(calendar, window);
        const may = (minute: number) => weights[minute]! > 0 || closings.has(minute);
        const step = b >= a ? 1 : -1;
        const distance = b >= a ? sum(weights, a, b) : -sum(weights, b, a);
        fc.pre(step === 1 || distance < 0);
        let walked = 0;
        let minute = a;
        while (Math.abs(distance) - walked > 1e-9 || !may(minute)) {
          fc.pre(minute > 0 && minute < weights.length);
          walked += step === 1 ? weights[minute]! : weights[minute - 1]!;
          minute += step;
        }
        expect(addBusinessDays(calendar, moment(window, a), distance)).toEqual(moment(window, minute));
      }),
      { numRuns: 200 },
    );
  });

  it("adds and measures as exact inverses for any fraction, in real milliseconds", () => {
    const days = fc.double({ min: -40, max: 40, noNaN: true });
    fc.assert(
      fc.property(situation, days, fc.integer({ min: 0, max: 59_999 }), ({ window, calendar, a }, by, ms) => {
        const at = new Date(moment(window, a).getTime() + ms);
        const there = addBusinessDays(calendar, at, by);
        const millisecond = 1 / MINUTE; // of a day one minute long, the shortest there is
        expect(Math.abs(businessDaysBetween(calendar, at, there) - by)).toBeLessThanOrEqual(millisecond);
        if (by >= 0) expect(there.getTime()).toBeGreaterThanOrEqual(at.getTime());
        else expect(there.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(isOpen(calendar, there) || isOpen(calendar, new Date(there.getTime() - 1))).toBe(true);
        const again = addBusinessDays(calendar, at, businessDaysBetween(calendar, at, there));
        expect(businessDaysBetween(calendar, there, again)).toBeCloseTo(0, 9);
      }),
      { numRuns: 400 },
    );
  });

  it("counts each date with open time as exactly one day, and no other", () => {
    fc.assert(
      fc.property(situation, ({ window, calendar }) => {
        const { weights } = weigh(calendar, window);
        const worked = window.dates.filter((date) => isWorkingDate(calendar, date)).length;
        expect(worked).toBe(Math.round(sum(weights, 0, weights.length)));
      }),
      { numRuns: 100 },
    );
  });
});
