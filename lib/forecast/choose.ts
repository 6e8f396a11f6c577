import { FAR, MIDDLE, type Outcome, pinball } from "./past-forecasts";

/** A group's own outcomes weigh against this many of all. */
const PRIOR = 100;
const STRETCHES = 5;

/**
 * Which way of weighing did best on past forecasts: per last activity, small groups shrunk to all. A way other than
 * the first has to beat it by more than two standard errors (not by luck, about 95%), taken over stretches of
 * time because neighbouring outcomes err together (clustered errors, Liang & Zeger 1986). Those still open count
 * through the weights of the ended: 1 ÷ the share of forecasts old enough to have shown such a time (IPCW, Robins &
 * Rotnitzky 1992).
 */
export function chooseWays(outcomes: readonly Outcome[], now: number): (last: string) => number {
  const ages = Float64Array.from(outcomes, (o) => now - o.at).sort();
  const weight = (days: number): number => {
    let low = 0;
    let high = ages.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (ages[mid]! < days) low = mid + 1;
      else high = mid;
    }
    return ages.length / Math.max(ages.length - low, ages.length / 10);
  };
  const gains = outcomes.flatMap((o, i) => {
    if (o.open) return [];
    const losses = o.ways.map(
      (q) => pinball(q[MIDDLE]!, o.remained, 0.5) + pinball(q[FAR]!, o.remained, 0.85),
    );
    const scale = weight(o.remained);
    const stretch = Math.floor((i * STRETCHES) / outcomes.length);
    return [{ last: o.last, stretch, weight: 1, gains: losses.map((loss) => scale * (losses[0]! - loss)) }];
  });
  const all = best(gains);
  const chosen = new Map<string, number>();
  for (const last of new Set(gains.map((g) => g.last))) {
    const others = gains.filter((g) => g.last !== last).length;
    const lent = Math.min(1, PRIOR / Math.max(1, others));
    chosen.set(last, best(gains.map((g) => (g.last === last ? g : { ...g, weight: lent }))));
  }
  return (last) => chosen.get(last) ?? all;
}

interface Gain {
  stretch: number;
  gains: number[];
  weight: number;
}

function best(rows: readonly Gain[]): number {
  const ways = rows[0]?.gains.length ?? 1;
  let chosen = 0;
  let most = 0;
  for (let way = 1; way < ways; way++) {
    const sums = new Float64Array(STRETCHES);
    const weights = new Float64Array(STRETCHES);
    for (const { stretch, gains, weight } of rows) {
      sums[stretch] = sums[stretch]! + weight * gains[way]!;
      weights[stretch] = weights[stretch]! + weight;
    }
    const means = [...sums.keys()].filter((j) => weights[j]! > 0).map((j) => sums[j]! / weights[j]!);
    const mean = means.reduce((a, b) => a + b, 0) / means.length;
    const spread = means.reduce((a, b) => a + (b - mean) ** 2, 0) / (means.length - 1);
    if (means.length > 1 && mean > most && mean > 2 * Math.sqrt(spread / means.length)) {
      most = mean;
      chosen = way;
    }
  }
  return chosen;
}
