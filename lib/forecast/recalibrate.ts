import { at, FAR, knownBy, LEVELS, levelOf, lossesBesideFirst, MIDDLE } from "./past-forecasts";

/** A group's own outcomes weigh against this many of all, and all against this many that say "as forecast". */
const PRIOR = 100;
/** Outcomes later by this many count twice as much: habits change. */
const HALF_LIFE = 400;
const PARTS = 5;

/** Turns a wanted level into the one to read from the curve so that what is promised holds as often as it says. */
export type Recalibration = (level: number) => number;

interface Seen {
  level: number;
  open: boolean;
  weight: number;
}

/** A past forecast as it would be given now, at LEVELS, with what became of it (see `Outcome`). */
export interface Blended {
  last: string;
  quantiles: Float32Array;
  reach: number;
  at: number;
  remained: number;
  open: boolean;
  weight: number;
}

/**
 * Where past truths fell within their forecasts (probability integral transform), as a weighted Kaplan–Meier curve so
 * that the open count: its quantiles are the levels that would have been right (quantile recalibration, Kuleshov et al.
 * 2018; adaptive in the sense of Gibbs & Candès 2021: the latest count most). `outcomes` in order of time.
 */
export function recalibrations(outcomes: readonly Blended[], now: number): (last: string) => Recalibration {
  return correctionsHold(outcomes, now) ? curvesOf(outcomes) : () => (level) => level;
}

/**
 * Whether correcting by what was known before would have helped with what came next, over the last four fifths: a
 * passing upset must not bend what it did not last for.
 */
function correctionsHold(outcomes: readonly Blended[], now: number): boolean {
  const part = Math.floor(outcomes.length / PARTS);
  if (part === 0) return false;
  const gains: number[] = [];
  for (let j = 1; j < PARTS; j++) {
    const next = outcomes.slice(j * part, j + 1 < PARTS ? (j + 1) * part : undefined);
    const moment = next[0]!.at;
    let gain = 0;
    const curves = curvesOf(outcomes.slice(0, j * part).map((outcome) => knownBy(outcome, moment)));
    for (const outcome of next) {
      const correct = curves(outcome.last);
      for (const position of [MIDDLE, FAR]) {
        const level = LEVELS[position]!;
        const as = [outcome.quantiles[position]!, at(outcome.quantiles, correct(level))];
        gain -= (lossesBesideFirst(as, outcome, { level, now })?.[1] ?? 0) / next.length;
      }
    }
    gains.push(gain);
  }
  const mean = gains.reduce((a, b) => a + b, 0) / gains.length;
  const spread = gains.reduce((a, b) => a + (b - mean) ** 2, 0) / (gains.length - 1);
  return mean > Math.sqrt(spread / gains.length);
}

/** The corrections per last activity, small groups shrunk to all. */
function curvesOf(outcomes: readonly Blended[]): (last: string) => Recalibration {
  const seen = positions(outcomes);
  const total = seen.reduce((sum, s) => sum + s.weight, 0);
  const all = curveOf(seen);
  const groups = new Map<string, Recalibration>();
  for (const last of new Set(seen.map((s) => s.last))) {
    const own = seen.reduce((sum, s) => sum + (s.last === last ? s.weight : 0), 0);
    const lent = Math.min(1, PRIOR / Math.max(1e-9, total - own));
    groups.set(last, curveOf(seen.map((s) => (s.last === last ? s : { ...s, weight: s.weight * lent }))));
  }
  return (last) => groups.get(last) ?? all;
}

/** A truth past all that its forecast could tell of is only known to lie beyond that: a young system is not wrong there. */
function positions(outcomes: readonly Blended[]): (Seen & { last: string })[] {
  let later = outcomes.reduce((sum, outcome) => sum + outcome.weight, 0);
  return outcomes.map(({ last, open, quantiles, reach, remained, weight: share }) => {
    const level = levelOf(quantiles, remained);
    later -= share;
    const weight = share * 0.5 ** (later / HALF_LIFE);
    const untold = level > reach && reach < LEVELS.at(-1)!;
    return { last, open: open || untold, level: untold ? reach : level, weight };
  });
}

function curveOf(seen: readonly Seen[]): Recalibration {
  const uniform = LEVELS.map((level) => ({ level, open: false, weight: PRIOR / 2 / LEVELS.length }));
  const rows = [...seen, ...uniform].sort((a, b) => a.level - b.level || Number(a.open) - Number(b.open));
  let atRisk = rows.reduce((sum, r) => sum + r.weight, 0);
  let survival = 1;
  const found: number[] = [];
  for (const row of rows) {
    if (!row.open) survival *= Math.max(0, 1 - row.weight / atRisk);
    atRisk -= row.weight;
    while (found.length < LEVELS.length && 1 - survival >= LEVELS[found.length]! - 1e-9)
      found.push(row.level);
  }
  while (found.length < LEVELS.length) found.push(Math.max(found.at(-1) ?? 0, LEVELS[found.length]!));
  return (level) => {
    const position = level * 40 - 1;
    const i = Math.floor(position);
    const below = i < 0 ? 0 : (found[i] ?? 1);
    const above = i + 1 >= found.length ? 1 : found[i + 1]!;
    return below + (above - below) * (position - i);
  };
}
