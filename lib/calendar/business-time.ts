import type { Calendar } from "@/lib/calendar/calendar";
import { countUntil, dayAt, locate, momentFrom, momentUntil, shift } from "@/lib/calendar/open-position";
import { dateNumber, isoDateOf, workingDaysOf } from "@/lib/calendar/working-days";

function timeOf(at: Date): number {
  const time = at.getTime();
  if (Number.isNaN(time)) throw new RangeError("Business time needs a valid date.");
  return time;
}

/**
 * The moment `days` business days after `at` (before it when negative). Each working day counts 1.0 over its
 * own open time. The result is open or a closing time, never before `at` (never after it when negative), and
 * the nearest such moment: 1.0 from opening is that day's closing. To the millisecond. Source: domain.md, "Time".
 * Throws a RangeError for an invalid date, a number that is not finite, or a result outside 1900–2199.
 */
export function addBusinessDays(calendar: Calendar, at: Date, days: number): Date {
  const time = timeOf(at);
  if (!Number.isFinite(days)) throw new RangeError("Business days must be a finite number.");
  const working = workingDaysOf(calendar);
  const start = locate(working, time);
  const target = start.ms / dayAt(working, start).open + days;
  const whole = Math.floor(target);
  const landing = shift(working, { ...start, ms: 0 }, whole);
  const position = { ...landing, ms: Math.round((target - whole) * dayAt(working, landing).open) };
  return new Date(days >= 0 ? momentFrom(working, position, time) : momentUntil(working, position, time));
}

/**
 * Business days from one moment to another, a float where 1.0 is one whole working day; negative when
 * `to` is earlier. Closed time counts nothing. Source: domain.md, "Time". Throws a RangeError for invalid dates.
 */
export function businessDaysBetween(calendar: Calendar, from: Date, to: Date): number {
  const working = workingDaysOf(calendar);
  const a = locate(working, timeOf(from));
  const b = locate(working, timeOf(to));
  let whole = b.index - a.index;
  for (let year = a.year; year < b.year; year++) whole += working.year(year).length;
  for (let year = b.year; year < a.year; year++) whole -= working.year(year).length;
  return whole + (b.ms / dayAt(working, b).open - a.ms / dayAt(working, a).open);
}

/** `at` itself where it is open, otherwise the next moment that is. */
export function nextOpening(calendar: Calendar, at: Date): Date {
  const time = timeOf(at);
  const working = workingDaysOf(calendar);
  const here = locate(working, time);
  const day = dayAt(working, here);
  const span = countUntil(day.ends, (end) => end, time);
  const start = day.starts[span] ?? dayAt(working, shift(working, here, 1)).opens;
  return new Date(Math.max(time, start));
}

/** Whether somebody works at that moment; a closing time is no longer open. */
export function isOpen(calendar: Calendar, at: Date): boolean {
  return nextOpening(calendar, at).getTime() === at.getTime();
}

/** Whether a date ("2026-12-24") has any working time. Throws a RangeError for what is no date. */
export function isWorkingDate(calendar: Calendar, isoDate: string): boolean {
  const date = dateNumber(isoDate);
  return workingDaysOf(calendar).onOrAfter(date).date === date;
}

/** The date itself or the next one with working time. Throws a RangeError for what is no date. */
export function workingDateOnOrAfter(calendar: Calendar, isoDate: string): string {
  return isoDateOf(workingDaysOf(calendar).onOrAfter(dateNumber(isoDate)).date);
}

/** The moment the last working hours end on the working date on or after this one. */
export function closingOf(calendar: Calendar, isoDate: string): Date {
  return new Date(workingDaysOf(calendar).onOrAfter(dateNumber(isoDate)).closes);
}

/** The ISO date a moment has in the calendar's zone. */
export function localDate(calendar: Calendar, at: Date): string {
  return isoDateOf(workingDaysOf(calendar).dateAt(timeOf(at)));
}
