import type { Weights } from "./blend";
import { MIXES } from "./forest";
import { FAR, LEVELS, lossesBesideFirst, MIDDLE, type Outcome } from "./past-forecasts";

/** A group's own outcomes weigh against this many of all. */
const PRIOR = 100;
const STRETCHES = 5;
/** More standard errors than this are not believed: five stretches do not tell. */
const SUREST = 4;

/**
 * How much to trust each mix of trees, by its own past: per last activity, small groups shrunk to all, the middle and
 * the 85% apart. All count alike until some do better; each standard error by which one beats the first makes it count
 * e times as much (as likelihoods weigh models), taken over stretches of time because neighbouring outcomes err
 * together (clustered errors, Liang & Zeger 1986).
 */
export function weighMixes(outcomes: readonly Outcome[], now: number): (last: string) => Weights {
  const middle = weightsAt(MIDDLE, outcomes, now);
  const far = weightsAt(FAR, outcomes, now);
  return (last) => ({ middle: middle(last), far: far(last) });
}

interface Row {
  last: string;
  stretch: number;
  losses: number[];
  weight: number;
}

function weightsAt(
  position: number,
  outcomes: readonly Outcome[],
  now: number,
): (last: string) => readonly number[] {
  const level = LEVELS[position]!;
  const rows = outcomes.flatMap((outcome, i): Row[] => {
    const predicted = outcome.mixes.map(({ quantiles }) => quantiles[position]!);
    const losses = lossesBesideFirst(predicted, outcome, { level, now });
    const stretch = Math.floor((i * STRETCHES) / outcomes.length);
    return losses ? [{ last: outcome.last, stretch, losses, weight: outcome.weight }] : [];
  });
  const all = weightsBy(rows);
  const groups = new Map<string, number[]>();
  for (const last of new Set(rows.map((row) => row.last))) {
    const others = rows.reduce((sum, row) => sum + (row.last === last ? 0 : row.weight), 0);
    const lent = Math.min(1, PRIOR / Math.max(1, others));
    const shrunk = rows.map((row) => (row.last === last ? row : { ...row, weight: lent * row.weight }));
    groups.set(last, weightsBy(shrunk));
  }
  return (last) => groups.get(last) ?? all;
}

function weightsBy(rows: readonly Row[]): number[] {
  const likely = MIXES.map((_, mix) => Math.exp(errorsBetter(rows, mix)));
  const total = likely.reduce((a, b) => a + b, 0);
  return likely.map((one) => one / total);
}

/** By how many standard errors a mix did better than the first. */
function errorsBetter(rows: readonly Row[], mix: number): number {
  const sums = new Float64Array(STRETCHES);
  const weights = new Float64Array(STRETCHES);
  for (const { stretch, losses, weight } of rows) {
    sums[stretch] = sums[stretch]! - weight * losses[mix]!;
    weights[stretch] = weights[stretch]! + weight;
  }
  const means = [...sums.keys()].filter((j) => weights[j]! > 0).map((j) => sums[j]! / weights[j]!);
  if (means.length < 2) return 0;
  const mean = means.reduce((a, b) => a + b, 0) / means.length;
  const spread = means.reduce((a, b) => a + (b - mean) ** 2, 0) / (means.length - 1);
  if (spread === 0) return 0;
  return Math.max(-SUREST, Math.min(SUREST, mean / Math.sqrt(spread / means.length)));
}
