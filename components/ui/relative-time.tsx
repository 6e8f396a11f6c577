import { formatDay } from "@/lib/calendar/format";

const words = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
const MINUTE = 60_000;
const STEPS = [
  { unit: "day", ms: 24 * 60 * MINUTE },
  { unit: "hour", ms: 60 * MINUTE },
  { unit: "minute", ms: MINUTE },
] as const;

/** "3 hours ago", "in 2 days", "just now". */
export function relative(at: Date, now: Date): string {
  const difference = at.getTime() - now.getTime();
  for (const { unit, ms } of STEPS) {
    if (Math.abs(difference) >= ms) return words.format(Math.trunc(difference / ms), unit);
  }
  return "just now";
}

/** How long ago, with the date beside it: "3 hours ago, Tue 3 Dec, 09:20". */
export function RelativeTime({ at, now, zone }: { at: Date; now: Date; zone: string }) {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  return (
    <time dateTime={at.toISOString()}>
      {relative(at, now)}, {formatDay(at, { zone, now })}, {time.format(at)}
    </time>
  );
}
