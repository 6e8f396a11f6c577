import { kaplanMeierQuantiles } from "./kaplan-meier";
import type { Prefix } from "./prefixes";
import { innerPrefixes, prefixesOf } from "./prefixes";
import type { Round } from "./protocol";
import { ascending, quantile } from "./quantile";

/** A prediction in days; the quantiles only where a method knows them. */
export interface Prediction {
  point: number;
  p50?: number;
  p85?: number;
}

/** A method ready to answer. */
export type Predictor = (prefix: Prefix) => Prediction;

/** Smallest group trusted on its own (the referee's MIN). */
const MIN = 20;

function group<T>(
  prefixes: readonly Prefix[],
  key: (p: Prefix) => string,
  value: (p: Prefix) => T,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const p of prefixes) {
    const k = key(p);
    const values = groups.get(k);
    if (values) values.push(value(p));
    else groups.set(k, [value(p)]);
  }
  return groups;
}

const bucket = (k: number): number => (k <= 5 ? k : k <= 8 ? 6 : k <= 12 ? 9 : k <= 20 ? 13 : 21);

function medianPerLast(taught: readonly Prefix[]): Predictor {
  const groups = group(
    taught,
    (p) => p.last,
    (p) => p.remaining,
  );
  const all = ascending(taught.map((p) => p.remaining));
  const answers = new Map<string, Prediction>();
  return (p) => {
    const found = answers.get(p.last);
    if (found) return found;
    const own = groups.get(p.last);
    const values = own && own.length >= MIN ? ascending(own) : all;
    const p50 = quantile(values, 0.5);
    const answer = { point: p50, p50, p85: quantile(values, 0.85) };
    answers.set(p.last, answer);
    return answer;
  };
}

function kaplanMeier(ended: readonly Prefix[], open: readonly Prefix[]): Predictor {
  const keys = [(p: Prefix) => `${bucket(p.length)} ${p.last}`, (p: Prefix) => p.last, () => ""];
  const levels = keys.map((key) => ({
    key,
    ended: group(ended, key, (p) => p.remaining),
    open: group(open, key, (p) => p.remaining),
    answers: new Map<string, Prediction>(),
  }));
  return (p) => {
    for (const [i, level] of levels.entries()) {
      const key = level.key(p);
      const found = level.answers.get(key);
      if (found) return found;
      const own = level.ended.get(key) ?? [];
      if (own.length < MIN && i < levels.length - 1) continue;
      const [p50 = 0, p85 = 0] = kaplanMeierQuantiles(own, level.open.get(key) ?? [], [0.5, 0.85]);
      const answer = { point: p50, p50, p85 };
      level.answers.set(key, answer);
      return answer;
    }
    return { point: 0 };
  };
}

/**
 * The simple methods a forecast has to beat, as the referee (baseline.py: z, a, b, f) computes them. K-M only where some
 * cases are open. Teaching prefixes: lengths 2 to one before the end; of open cases all from 2, censored at `now`.
 */
export function baselinesOf(round: Round): [name: string, predict: Predictor][] {
  const taught = round.ended.flatMap(innerPrefixes);
  const open = round.open
    .flatMap((h) => prefixesOf(h, 2, h.events.length))
    .map((p) => ({ ...p, remaining: round.now - p.at }));
  const mean = taught.reduce((sum, p) => sum + p.remaining, 0) / taught.length;
  const methods: [string, Predictor][] = [
    ["always-zero", () => ({ point: 0 })],
    ["mean", () => ({ point: mean })],
    ["median-per-activity", medianPerLast(taught)],
  ];
  if (open.length > 0) methods.push(["kaplan-meier", kaplanMeier(taught, open)]);
  return methods;
}
