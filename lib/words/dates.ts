import { type DateStyle, formatDay } from "@/lib/calendar/format";

const completions = new Map<string, Intl.DateTimeFormat>();

/** "Dec 15, 2024": as the seed writes an expected completion. */
export function formatCompletion(at: Date, zone: string): string {
  let format = completions.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      month: "short",
      day: "numeric",
      year: "numeric",
    });
    completions.set(zone, format);
  }
  return format.format(at);
}

/** A calendar date ("2026-12-08") as "Tue 8 Dec": its own day, whichever the zone. */
export function formatIsoDay(isoDate: string, style: Omit<DateStyle, "zone">): string {
  return formatDay(new Date(`${isoDate}T12:00:00Z`), { ...style, zone: "UTC" });
}

const times = new Map<string, Intl.DateTimeFormat>();

/** "08:30". */
export function formatTime(at: Date, zone: string): string {
  let format = times.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
    times.set(zone, format);
  }
  return format.format(at);
}

const updates = new Map<string, Intl.DateTimeFormat>();

/** "3 Dec 2024, 09:20 CET": when a page was read. */
export function formatUpdated(at: Date, zone: string): string {
  let format = updates.get(zone);
  if (!format) {
    const day = { day: "numeric", month: "short", year: "numeric" } as const;
    const time = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" } as const;
    format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...day, ...time });
    updates.set(zone, format);
  }
  return format.format(at);
}
