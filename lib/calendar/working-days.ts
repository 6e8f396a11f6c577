import { Temporal } from "temporal-polyfill";
import { type Calendar, minutesOf, type Weekday } from "@/lib/calendar/calendar";

const DAY = 86_400_000;
const MINUTE = 60_000;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** One date with open time. `date` counts days since 1970-01-01, the rest is epoch or real milliseconds. */
export type WorkingDay = {
  readonly date: number;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly opens: number;
  readonly closes: number;
  /** Real open milliseconds: the day's 1.0 is spread over these. */
  readonly open: number;
};

type Offset = { readonly from: number; readonly until: number; readonly offset: number };

/** The stretches of constant UTC offset that touch [from, until], in order; all in milliseconds. */
function offsetsBetween(zone: string, from: number, until: number): Offset[] {
  const offsets: Offset[] = [];
  let moment = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  let start = Number.NEGATIVE_INFINITY;
  for (;;) {
    const next = moment.getTimeZoneTransition("next");
    const end = next ? next.epochMilliseconds : Number.POSITIVE_INFINITY;
    offsets.push({ from: start, until: end, offset: moment.offsetNanoseconds / 1e6 });
    if (!next || end > until) return offsets;
    moment = next;
    start = end;
  }
}

/**
 * The first moment the local clock reads `wall` or later. Being monotone in `wall`, spans never overlap,
 * a time inside a gap opens when the gap ends, and a repeated hour counts from its first pass.
 */
function firstMomentOf(wall: number, offsets: readonly Offset[]): number {
  for (const { from, until, offset } of offsets) {
    if (until + offset > wall) return Math.max(from, wall - offset);
  }
  throw new RangeError("No clock of this zone ever reads that time.");
}

function workingDay(calendar: Calendar, date: number, offsets: readonly Offset[]): WorkingDay | null {
  const weekday = ((((date + 3) % 7) + 7) % 7) + 1;
  const starts: number[] = [];
  const ends: number[] = [];
  let open = 0;
  for (const [from, to] of calendar.hours[weekday as Weekday]) {
    const start = firstMomentOf(date * DAY + minutesOf(from) * MINUTE, offsets);
    const end = firstMomentOf(date * DAY + minutesOf(to) * MINUTE, offsets);
    if (end <= start) continue;
    starts.push(start);
    ends.push(end);
    open += end - start;
  }
  const opens = starts[0];
  const closes = ends[ends.length - 1];
  return opens === undefined || closes === undefined ? null : { date, starts, ends, opens, closes, open };
}

/** The working days of a calendar, computed a year at a time and kept. */
export class WorkingDays {
  private readonly years = new Map<number, readonly WorkingDay[]>();
  private readonly offsets = new Map<number, readonly Offset[]>();
  private readonly holidays: ReadonlySet<number>;

  constructor(private readonly calendar: Calendar) {
    if (!Object.values(calendar.hours).some((spans) => spans.length > 0)) {
      throw new RangeError("A calendar needs at least one weekday with working hours.");
    }
    this.holidays = new Set(calendar.holidays.map(dateNumber));
  }

  /** In order; dates without any open time (holidays, a span inside the hour a clock change skips) are absent. */
  year(year: number): readonly WorkingDay[] {
    const known = this.years.get(year);
    if (known) return known;
    const offsets = this.offsetsOf(year);
    const first = Date.UTC(year, 0, 1) / DAY;
    const next = Date.UTC(year + 1, 0, 1) / DAY;
    const days: WorkingDay[] = [];
    for (let date = first; date < next; date++) {
      const day = this.holidays.has(date) ? null : workingDay(this.calendar, date, offsets);
      if (day) days.push(day);
    }
    this.years.set(year, days);
    return days;
  }

  /** The zone's offsets over a year and two days either side. */
  private offsetsOf(year: number): readonly Offset[] {
    const known = this.offsets.get(year);
    if (known) return known;
    if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) {
      throw new RangeError(`Business time is kept for the years ${FIRST_YEAR} to ${LAST_YEAR}.`);
    }
    const from = Date.UTC(year, 0, -1);
    const offsets = offsetsBetween(this.calendar.zone, from, Date.UTC(year + 1, 0, 3));
    this.offsets.set(year, offsets);
    return offsets;
  }

  /** The local date of a moment, in days since 1970-01-01. */
  dateAt(time: number): number {
    const offsets = this.offsetsOf(new Date(time).getUTCFullYear());
    const { offset } = offsets.find(({ until }) => time < until)!;
    return Math.floor((time + offset) / DAY);
  }

  /** The working day on or after a date (days since 1970-01-01). */
  onOrAfter(date: number): WorkingDay {
    for (let year = new Date(date * DAY).getUTCFullYear(); ; year++) {
      const day = this.year(year).find((candidate) => candidate.date >= date);
      if (day) return day;
    }
  }
}

/** "2026-12-25" → days since 1970-01-01. Throws a RangeError for what is no date. */
export function dateNumber(isoDate: string): number {
  const time = /^\d{4}-\d\d-\d\d$/.test(isoDate) ? Date.parse(`${isoDate}T00:00:00Z`) : Number.NaN;
  if (!Number.isFinite(time) || isoDateOf(time / DAY) !== isoDate) {
    throw new RangeError(`“${isoDate}” is no date; write it like 2026-12-25.`);
  }
  return time / DAY;
}

/** Days since 1970-01-01 → "2026-12-25". */
export function isoDateOf(date: number): string {
  return new Date(date * DAY).toISOString().slice(0, 10);
}

const MOST_KEPT = 32;
const byIdentity = new WeakMap<Calendar, WorkingDays>();
const byContent = new Map<string, WorkingDays>();

/** Kept per content as well as per object, since a calendar read again from the database is a new object. */
export function workingDaysOf(calendar: Calendar): WorkingDays {
  const same = byIdentity.get(calendar);
  if (same) return same;
  const content = JSON.stringify([calendar.zone, calendar.hours, calendar.holidays]);
  let days = byContent.get(content);
  if (!days) {
    const oldest = byContent.keys().next().value;
    if (byContent.size >= MOST_KEPT && oldest !== undefined) byContent.delete(oldest);
    days = new WorkingDays(calendar);
    byContent.set(content, days);
  }
  byIdentity.set(calendar, days);
  return days;
}
