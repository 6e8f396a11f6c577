import type { Mark } from "@/lib/alerts/marks";
import { addBusinessDays } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { type DateStyle, formatDay, formatInstant } from "@/lib/calendar/format";
import type { SnoozeChoice } from "./mark-buttons";

/** What was decided about an alert, in words; null where nothing was. */
export function markWords({ acknowledged, snoozedUntil, assignee }: Mark, style: DateStyle): string | null {
  const parts = [
    snoozedUntil ? `Snoozed until ${formatInstant(snoozedUntil, style)}.` : null,
    acknowledged
      ? `Acknowledged${acknowledged.by ? ` by ${acknowledged.by}` : ""}, ${formatDay(acknowledged.at, style)}.`
      : null,
    assignee ? `Assigned to ${assignee.name}.` : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(" ") : null;
}

const BUSINESS_DAYS = [1, 3, 5] as const;

/** A business day, three and a week ahead, on the producer's calendar. */
export function snoozeChoices(calendar: Calendar, now: Date): SnoozeChoice[] {
  return BUSINESS_DAYS.map((days) => {
    const until = addBusinessDays(calendar, now, days);
    until.setSeconds(0, 0);
    return { until: until.toISOString(), label: `Until ${formatInstant(until, { zone: calendar.zone })}` };
  });
}
