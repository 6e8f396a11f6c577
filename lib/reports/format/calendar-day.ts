import { UnwritableValue } from "./columns";

const day = 86_400_000;

/**
 * The day a `date` column's value stands for, as the epoch milliseconds of its midnight in UTC.
 * @param wall the report zone's clock (`wallClock`), for values that are instants
 * @throws UnwritableValue for text that is no calendar day
 */
export function calendarDay(value: string | Date, wall: (instant: number) => number, header: string): number {
  if (typeof value !== "string") {
    const instant = checkedInstant(value, header);
    return Math.floor(wall(instant) / day) * day;
  }
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)?.map(Number) ?? [];
  const midnight = Date.UTC(year ?? Number.NaN, (month ?? 0) - 1, date);
  const back = new Date(midnight);
  if (back.getUTCMonth() + 1 !== month || back.getUTCDate() !== date)
    throw new UnwritableValue(header, value);
  return midnight;
}

/** Epoch milliseconds of a valid date. @throws UnwritableValue */
export function checkedInstant(value: Date, header: string): number {
  const instant = value.getTime();
  if (Number.isNaN(instant)) throw new UnwritableValue(header, value);
  return instant;
}
