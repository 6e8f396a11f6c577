import { isoDateOf } from "@/lib/calendar/working-days";

/** Days, weeks, months of weeks: steps whose ticks a reader counts without thinking. */
const DAY_STEPS = [1, 2, 7, 14, 28, 56, 91, 182, 364];

/** At most so many ticks of equal distance from the first day on; the last may lie before `last`. */
export function dayTicks(first: number, last: number, most: number): number[] {
  const span = Math.max(0, last - first);
  const step = DAY_STEPS.find((days) => span / days < most) ?? Math.ceil(span / most);
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => first + index * step);
}

/** "11 Nov", "18", "25", "2 Dec": a tick names its month where it is another than before it, its year likewise. */
export function tickWords(ticks: readonly number[], locale = "en-GB"): string[] {
  const written = (day: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(new Date(day * 86_400_000));
  return ticks.map((tick, index) => {
    const before = ticks[index - 1];
    const [day, last] = [isoDateOf(tick), before === undefined ? "" : isoDateOf(before)];
    if (last && day.slice(0, 4) !== last.slice(0, 4))
      return written(tick, { day: "numeric", month: "short", year: "2-digit" });
    if (day.slice(0, 7) !== last.slice(0, 7)) return written(tick, { day: "numeric", month: "short" });
    return written(tick, { day: "numeric" });
  });
}

/** Round figures from 0 on, about `wanted` of them, none beyond `most`. */
export function countTicks(most: number, wanted: number): number[] {
  if (most <= 0) return [0];
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 2.5, 5, 10].find((times) => times * power >= rough) ?? 10) * power);
  const whole = step < 10 ? Math.ceil(step) : step;
  return Array.from({ length: Math.floor(most / whole) + 1 }, (_, index) => index * whole);
}

/** A coordinate as it stands in a path: a tenth of a pixel is enough. */
export const px = (value: number): number => Math.round(value * 10) / 10;
