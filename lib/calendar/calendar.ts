import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/** Local wall-clock times "HH:MM", `to` may be "24:00". Opens the first time the clock reaches `from`. */
export type Span = readonly [from: string, to: string];

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * The producer's calendar. `hours` holds the spans of each weekday in order, [] where nobody works;
 * `holidays` are ISO dates (2026-12-25). Source: domain.md, "Time".
 */
export type Calendar = {
  readonly zone: string;
  readonly hours: Readonly<Record<Weekday, readonly Span[]>>;
  readonly holidays: readonly string[];
};

const OFFICE: readonly Span[] = [["09:00", "17:00"]];

/** Until an admin says otherwise: Monday to Friday, 09:00 to 17:00 in Berlin, no holidays. */
export const DEFAULT_CALENDAR: Calendar = {
  zone: "Europe/Berlin",
  hours: { 1: OFFICE, 2: OFFICE, 3: OFFICE, 4: OFFICE, 5: OFFICE, 6: [], 7: [] },
  holidays: [],
};

/** "09:30" → 570. Expects a time that `calendarSchema` accepts. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

const clockTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
  error: "Write a time as HH:MM, from 00:00 to 24:00, such as 09:00.",
  abort: true,
});

const span = z.tuple([clockTime, clockTime]).refine(([from, to]) => from < to, {
  error: "The hours end before they begin: put the earlier time first.",
});

const day = z
  .array(span)
  .transform((spans) => [...spans].sort(([a], [b]) => (a < b ? -1 : 1)))
  .superRefine((spans, context) => {
    for (const [at, [from, to]] of spans.entries()) {
      const before = spans[at - 1];
      if (before && from < before[1]) {
        const message = `${before[0]}–${before[1]} and ${from}–${to} overlap: make one end before the other begins.`;
        context.addIssue({ code: "custom", message });
      }
    }
  })
  .default([]);

const hours = z
  .strictObject({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day })
  .refine((week) => Object.values(week).some((spans) => spans.length > 0), {
    error: "No weekday has working hours: give at least one day hours.",
  });

/** Offsets such as +02:00 are refused: they know no daylight saving. */
function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Temporal.ZonedDateTime(0n, name);
    return true;
  } catch {
    return false;
  }
}

const zone = z.string().refine(isZone, {
  error: "This time zone is not known: use a name such as Europe/Berlin or America/New_York.",
});

const holiday = z.iso.date({ error: "Write a holiday as a real date, such as 2026-12-25." });

/** For forms that show a fault at its field; the issue path is e.g. ["hours", "1"] or ["holidays", 2]. */
export const calendarSchema = z.strictObject({
  zone,
  hours,
  holidays: z
    .array(holiday)
    .default([])
    .transform((dates) => [...new Set(dates)].sort()),
});

/**
 * A calendar from stored or typed data: spans and holidays come back sorted, absent weekdays as [].
 * Throws a ZodError whose issues name field and way out (overlapping or reversed hours, unknown zone,
 * no working day, a holiday that is no date).
 */
export function parseCalendar(input: unknown): Calendar {
  return calendarSchema.parse(input);
}
