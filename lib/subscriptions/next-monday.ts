import { Temporal } from "temporal-polyfill";

const MORNING = { hour: 8 };

/** The next Monday at 8:00 in a zone, later than `after`: when weekly mails are due. */
export function nextMonday(after: Date, zone: string): Date {
  const from = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(zone);
  const monday = from.toPlainDate().add({ days: (8 - from.dayOfWeek) % 7 });
  const at = monday.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(MORNING) });
  const due = at.epochMilliseconds > after.getTime() ? at : at.add({ weeks: 1 });
  return new Date(due.epochMilliseconds);
}
