import { Temporal } from "temporal-polyfill";

/** When somebody is not to be disturbed: minutes of their local day, over midnight where it ends before it begins. */
export interface QuietHours {
  from: number;
  to: number;
}

/** Whether a local minute of the day is quiet. Hours that end where they begin are none. */
function isQuiet({ from, to }: QuietHours, minute: number): boolean {
  if (from <= to) return minute >= from && minute < to;
  return minute >= from || minute < to;
}

const minuteOf = (time: Temporal.ZonedDateTime) => time.hour * 60 + time.minute;

/**
 * The first moment from `at` on that is not quiet: `at` itself outside the hours. Local clock time decides, so a quiet
 * hour that the clock skips is not waited for, and one that it repeats is quiet twice. Hours never cover the whole day.
 */
export function endOfQuiet(at: Date, quiet: QuietHours | null, zone: string): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  if (!quiet || !isQuiet(quiet, minuteOf(start))) return at;
  const end = nextAt(start, quiet.to);
  for (
    let change = start.getTimeZoneTransition("next");
    change && change.epochMilliseconds < end.epochMilliseconds;
    change = change.getTimeZoneTransition("next")
  ) {
    if (!isQuiet(quiet, minuteOf(change))) return new Date(change.epochMilliseconds);
  }
  return new Date(end.epochMilliseconds);
}

/** The next time the local clock shows this minute of the day, after `start`; a day that skips it does not count. */
function nextAt(start: Temporal.ZonedDateTime, minute: number): Temporal.ZonedDateTime {
  const plainTime = new Temporal.PlainTime(Math.floor(minute / 60), minute % 60);
  for (let days = 0; ; days += 1) {
    const wall = start.toPlainDate().add({ days }).toPlainDateTime(plainTime);
    for (const disambiguation of ["earlier", "later"] as const) {
      const found = wall.toZonedDateTime(start.timeZoneId, { disambiguation });
      const isShown = minuteOf(found) === minute;
      if (isShown && found.epochMilliseconds > start.epochMilliseconds) return found;
    }
  }
}

/** How often somebody wants everything else in one mail. */
export type DigestRhythm = "daily" | "weekly";

const DIGEST_MINUTE = 8 * 60;
const MONDAY = 1;

/** When the next digest leaves: 08:00 local time on the next day, or Monday, and never within quiet hours. */
export function nextDigest(now: Date, rhythm: DigestRhythm, quiet: QuietHours | null, zone: string): Date {
  let next = nextAt(
    Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone),
    DIGEST_MINUTE,
  );
  while (rhythm === "weekly" && next.dayOfWeek !== MONDAY) next = next.add({ days: 1 });
  return endOfQuiet(new Date(next.epochMilliseconds), quiet, zone);
}
