import type { SurvivalCurve } from "./distribution";
import { type History, sharesOf } from "./history";

/** Levels at which a past forecast is kept. */
export const LEVELS: readonly number[] = Array.from({ length: 39 }, (_, i) => (i + 1) / 40);

/** Positions of 50% and 85% in LEVELS. */
export const MIDDLE = 19;
export const FAR = 33;

/** What was forecast for one moment of one case before its end was known: by each mix. */
export interface PastForecast {
  id: string;
  length: number;
  at: number;
  last: string;
  mixes: Sketch[];
}

/** A distribution kept small: its quantiles at LEVELS, in days, and the highest level that its curve tells of. */
export interface Sketch {
  quantiles: Float32Array;
  reach: number;
}

/** A past forecast with what became of it: days remained, or where `open` at least so many. */
export interface Outcome {
  last: string;
  mixes: Sketch[];
  at: number;
  remained: number;
  open: boolean;
  /** 1 for a case that moves alone; those that move together share it. */
  weight: number;
}

export function sketch(curve: SurvivalCurve): Sketch {
  return { quantiles: Float32Array.from(LEVELS, (level) => curve.quantile(level)), reach: curve.reach };
}

/** What became of past forecasts by `now`. */
export function outcomesOf(
  past: readonly PastForecast[],
  histories: ReadonlyMap<string, History>,
  now: number,
): Outcome[] {
  const weightOf = sharesOf(histories.values());
  return past.flatMap(({ id, at, last, mixes }) => {
    const history = histories.get(id);
    if (!history) return [];
    const end = history.ended
      ? (history.events.at(-1)?.at ?? now)
      : Math.min(now, history.watchedUntil ?? now);
    const weight = weightOf(history);
    return [{ last, mixes, at, remained: end - at, open: !history.ended, weight }];
  });
}

/** What of an outcome was known at `moment`, not before its forecast. */
export function knownBy<T extends Pick<Outcome, "at" | "remained" | "open">>(outcome: T, moment: number): T {
  const { at, remained, open } = outcome;
  if (!open && at + remained < moment) return outcome;
  return { ...outcome, open: true, remained: Math.min(remained, moment - at) };
}

/**
 * How much worse than the first each of these forecasts at `level` was (pinball); null before the furthest of them lies
 * in the past. Only such are compared: what has ended early is known early, and would praise whoever says the least.
 */
export function lossesBesideFirst(
  predicted: readonly number[],
  { at, remained, open }: Pick<Outcome, "at" | "remained" | "open">,
  { level, now }: { level: number; now: number },
): number[] | null {
  const furthest = Math.max(...predicted);
  if (now - at < furthest || (open && remained < furthest)) return null;
  const first = predicted[0] ?? 0;
  if (open) return predicted.map((days) => level * (first - days));
  return predicted.map((days) => pinball(days, remained, level) - pinball(first, remained, level));
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
