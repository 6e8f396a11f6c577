import type { SurvivalCurve } from "./distribution";
import type { History } from "./history";

/** Levels at which a past forecast is kept. */
export const LEVELS: readonly number[] = Array.from({ length: 39 }, (_, i) => (i + 1) / 40);

/** Positions of 50% and 85% in LEVELS. */
export const MIDDLE = 19;
export const FAR = 33;

/** What was forecast for one moment of one case before its end was known: each way's quantiles at LEVELS, in days. */
export interface PastForecast {
  id: string;
  length: number;
  at: number;
  last: string;
  ways: Float32Array[];
}

/** A past forecast with what became of it: days remained, or where `open` at least so many. */
export interface Outcome {
  last: string;
  ways: Float32Array[];
  at: number;
  remained: number;
  open: boolean;
}

/** The quantiles of a curve at LEVELS. */
export function sketch(curve: SurvivalCurve): Float32Array {
  return Float32Array.from(LEVELS, (level) => curve.quantile(level));
}

/** What became of past forecasts by `now`. */
export function outcomesOf(
  past: readonly PastForecast[],
  histories: ReadonlyMap<string, History>,
  now: number,
): Outcome[] {
  return past.flatMap(({ id, at, last, ways }) => {
    const history = histories.get(id);
    if (!history) return [];
    const end = history.ended
      ? (history.events.at(-1)?.at ?? now)
      : Math.min(now, history.watchedUntil ?? now);
    return [{ last, ways, at, remained: end - at, open: !history.ended }];
  });
}

/** The least level whose quantile covers `days`, between LEVELS by straight line; 1 where none does. */
export function levelOf(quantiles: Float32Array, days: number): number {
  const i = quantiles.findIndex((q) => q >= days - 1e-6);
  if (i < 0) return 1;
  if (i === 0) return LEVELS[0]! * (quantiles[0]! > 0 ? Math.max(0, days) / quantiles[0]! : 1);
  const below = quantiles[i - 1]!;
  const share = (days - below) / (quantiles[i]! - below);
  return LEVELS[i - 1]! + (LEVELS[i]! - LEVELS[i - 1]!) * Math.min(1, Math.max(0, share));
}

/** The quantile at any level, between LEVELS by straight line. */
export function at(quantiles: Float32Array, level: number): number {
  const position = Math.min(LEVELS.length - 1, Math.max(0, level * 40 - 1));
  const i = Math.floor(position);
  const below = quantiles[i]!;
  return below + ((quantiles[i + 1] ?? below) - below) * (position - i);
}

/** The loss whose least value is the quantile at `level` (Koenker & Bassett 1978); at 0.5 half the absolute error. */
export function pinball(predicted: number, days: number, level: number): number {
  return days > predicted ? level * (days - predicted) : (1 - level) * (predicted - days);
}
