import { Temporal } from "temporal-polyfill";

/** After how many days a new link may end. */
const CHOICES = [7, 30, 90, 365] as const;

export interface ExpiryChoice {
  /** The last day it works, as an ISO date of the zone. */
  day: string;
  /** The end of that day. */
  at: Date;
}

/** The last days a new link may work, nearest first; the second is what most links need. */
export function expiryChoices(now: Date, zone: string): ExpiryChoice[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  return CHOICES.map((days) => {
    const day = today.add({ days });
    return { day: day.toString(), at: endOfDay(day, zone) };
  });
}

/** The last millisecond of a day where the producer is, which is how "until Tue 31 Dec" is meant. */
function endOfDay(day: Temporal.PlainDate, zone: string): Date {
  return new Date(day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1);
}
