import { at, FAR, LEVELS, levelOf, MIDDLE, type Outcome, pinball } from "./past-forecasts";

/** A group's own outcomes weigh against this many of all, and all against this many that say "as forecast". */
const PRIOR = 100;
/** Outcomes later by this many count twice as much: habits change. */
const HALF_LIFE = 400;

/** Turns a wanted level into the one to read from the curve so that what is promised holds as often as it says. */
export type Recalibration = (level: number) => number;

interface Seen {
  level: number;
  open: boolean;
  weight: number;
}

/**
 * Where past truths fell within their forecasts (probability integral transform), as a weighted Kaplan–Meier curve so
 * that the open count: its quantiles are the levels that would have been right (quantile recalibration, Kuleshov et al.
 * 2018; adaptive in the sense of Gibbs & Candès 2021: the latest count most). `outcomes` in order of time.
 */
export function recalibrations(
  outcomes: readonly Outcome[],
  way: (last: string) => number,
): (last: string) => Recalibration {
  if (!correctionsHold(outcomes, way)) return () => (level) => level;
  const seen = positions(outcomes, way);
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

/**
 * Whether correcting by what came before would have helped with what came next, over the last four fifths: a passing
 * upset must not bend what it did not last for.
 */
function correctionsHold(outcomes: readonly Outcome[], way: (last: string) => number): boolean {
  const part = Math.floor(outcomes.length / 5);
  if (part === 0) return false;
  let gain = 0;
  for (let j = 1; j < 5; j++) {
    const correct = curveOf(positions(outcomes.slice(0, j * part), way));
    const middle = correct(0.5);
    const far = correct(0.85);
    for (const { open, remained, ways, last } of outcomes.slice(j * part, (j + 1) * part)) {
      if (open) continue;
      const quantiles = ways[way(last)]!;
      gain += pinball(quantiles[MIDDLE]!, remained, 0.5) - pinball(at(quantiles, middle), remained, 0.5);
      gain += pinball(quantiles[FAR]!, remained, 0.85) - pinball(at(quantiles, far), remained, 0.85);
    }
  }
  return gain > 0;
}

function positions(outcomes: readonly Outcome[], way: (last: string) => number): (Seen & { last: string })[] {
  const seen = outcomes.map((o, i) => ({
    last: o.last,
    open: o.open,
    level: levelOf(o.ways[way(o.last)]!, o.remained),
    weight: 0.5 ** ((outcomes.length - 1 - i) / HALF_LIFE),
  }));
  return seen.sort((a, b) => a.level - b.level || Number(a.open) - Number(b.open));
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
  while (found.length < LEVELS.length) found.push(LEVELS[found.length]!);
  return (level) => {
    const position = level * 40 - 1;
    const i = Math.floor(position);
    const below = i < 0 ? 0 : (found[i] ?? 1);
    const above = i + 1 >= found.length ? 1 : found[i + 1]!;
    return below + (above - below) * (position - i);
  };
}
