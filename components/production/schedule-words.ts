import { type DateStyle, formatBusinessDuration, formatDate, formatRange } from "@/lib/calendar/format";
import type { Schedule, ScheduleRow, Span } from "@/lib/reports/schedule-rows";

/** "11–18 Nov", or nothing. */
export const spanWords = (span: Span | null, style: DateStyle): string =>
  span ? formatRange(span.from, span.to, style) : "";

/** "2–9 Dec", and "since 2 Dec" while it goes on. */
export function actualWords({ actual }: ScheduleRow, style: DateStyle): string {
  if (!actual) return "";
  return actual.open ? `since ${formatDate(actual.from, style)}` : formatRange(actual.from, actual.to, style);
}

/** "+2 d 4 h": no delay of the producer's, since the customer's decisions take their part of it. */
export const afterWords = ({ afterPlan }: ScheduleRow): string | null =>
  afterPlan === null ? null : `+${formatBusinessDuration(afterPlan)}`;

/**
 * "Production schedule since 11 November: when ordered it was planned to end by 4 December, now by 15 December. Later
 * than planned: Working 3D Assets, Freezing Time."
 */
export function scheduleSentence({ steps, products }: Schedule, style: DateStyle): string {
  const latest = (of: (row: ScheduleRow) => Date | undefined) => {
    const ends = products.flatMap((row) => of(row) ?? []);
    return ends.length === 0 ? null : new Date(Math.max(...ends.map(Number)));
  };
  const first = products.flatMap(({ actual }) => actual?.from ?? []).sort((a, b) => +a - +b)[0];
  const planned = latest((row) => row.planned?.to);
  const ahead = latest((row) => row.current?.to);
  const ended = products.some(({ actual }) => actual?.open) ? null : latest((row) => row.actual?.to);
  const long = (at: Date) => formatDate(at, style, "long");
  const ends = [
    planned && `when ordered it was planned to end by ${long(planned)}`,
    ahead ? `now by ${long(ahead)}` : ended && `it ended on ${long(ended)}`,
  ].filter(Boolean);
  const after = steps.filter(({ afterPlan }) => afterPlan !== null);
  return [
    `Production schedule${first ? ` since ${long(first)}` : ""}${ends.length > 0 ? `: ${ends.join(", ")}` : ""}.`,
    ...(after.length > 0 ? [`Later than planned: ${after.map(({ label }) => label).join(", ")}.`] : []),
  ].join(" ");
}
