import type { WorkingDay, WorkingDays } from "@/lib/calendar/working-days";

const HOUR = 3_600_000;
/** No zone is further ahead of UTC, so no local date is later than the UTC date this much on. */
const FURTHEST_AHEAD = 16 * HOUR;

/** A point in open time: `ms` open milliseconds into day `index` of `year` (closed time belongs to what closed last). */
export type Position = { year: number; index: number; ms: number };

/** How many of the sorted moments are at or before `time`. */
export function countUntil<T>(sorted: readonly T[], moment: (item: T) => number, time: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moment(sorted[middle]!) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function openUntil(day: WorkingDay, time: number): number {
  let ms = 0;
  for (let span = 0; span < day.starts.length; span++) {
    const start = day.starts[span]!;
    if (time <= start) break;
    ms += Math.min(time, day.ends[span]!) - start;
  }
  return ms;
}

/** Where a moment stands. Throws a RangeError before 1900 and after 2199. */
export function locate(days: WorkingDays, time: number): Position {
  for (let year = new Date(time + FURTHEST_AHEAD).getUTCFullYear(); ; year--) {
    const index = countUntil(days.year(year), (day) => day.opens, time) - 1;
    if (index >= 0) return { year, index, ms: openUntil(days.year(year)[index]!, time) };
  }
}

/** The working day a position lies in. */
export function dayAt(days: WorkingDays, at: { year: number; index: number }): WorkingDay {
  return days.year(at.year)[at.index]!;
}

/** The same position counted on or back by whole working days. */
export function shift(days: WorkingDays, from: Position, by: number): Position {
  let { year } = from;
  let index = from.index + by;
  while (index < 0) {
    year -= 1;
    index += days.year(year).length;
  }
  while (index >= days.year(year).length) {
    index -= days.year(year).length;
    year += 1;
  }
  return { year, index, ms: from.ms };
}

/** The first open or closing moment at a position that is not before `time`. */
export function momentFrom(days: WorkingDays, { year, index, ms }: Position, time: number): number {
  if (ms === 0) {
    const before = dayAt(days, shift(days, { year, index, ms }, -1));
    if (before.closes >= time) return before.closes;
  }
  const day = dayAt(days, { year, index });
  let left = ms;
  for (let span = 0; span < day.starts.length; span++) {
    const start = day.starts[span]!;
    const length = day.ends[span]! - start;
    if (left <= length && start + left >= time) return start + left;
    left -= length;
  }
  return dayAt(days, shift(days, { year, index, ms }, 1)).opens;
}

/** The last open or closing moment at a position that is not after `time`. */
export function momentUntil(days: WorkingDays, { year, index, ms }: Position, time: number): number {
  const day = dayAt(days, { year, index });
  if (ms === day.open) {
    const after = dayAt(days, shift(days, { year, index, ms }, 1));
    if (after.opens <= time) return after.opens;
  }
  let left = day.open - ms;
  for (let span = day.starts.length - 1; span >= 0; span--) {
    const end = day.ends[span]!;
    const length = end - day.starts[span]!;
    if (left <= length && end - left <= time) return end - left;
    left -= length;
  }
  return dayAt(days, shift(days, { year, index, ms }, -1)).closes;
}
