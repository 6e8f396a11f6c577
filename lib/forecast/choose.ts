import { FAR, MIDDLE, type Outcome, pinball } from "./past-forecasts";

/** A group's own outcomes weigh against this many of all. */
const PRIOR = 100;

/**
 * Which way of weighing did best on past forecasts: per last activity, small groups shrunk to all. A way other than
 * the first has to beat it by more than one standard error (the 1-SE rule, Breiman et al. 1984). Those still open count
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
  const ended = outcomes.filter((o) => !o.open);
  const gains = ended.map((o) => {
    const losses = o.ways.map(
      (q) => pinball(q[MIDDLE]!, o.remained, 0.5) + pinball(q[FAR]!, o.remained, 0.85),
    );
    const scale = weight(o.remained);
    return { last: o.last, gains: losses.map((loss) => scale * (losses[0]! - loss)) };
  });
  const all = best(gains.map((g) => ({ gains: g.gains, weight: 1 })));
  const chosen = new Map<string, number>();
  for (const last of new Set(gains.map((g) => g.last))) {
    const others = gains.filter((g) => g.last !== last).length;
    const lent = Math.min(1, PRIOR / Math.max(1, others));
    chosen.set(last, best(gains.map((g) => ({ gains: g.gains, weight: g.last === last ? 1 : lent }))));
  }
  return (last) => chosen.get(last) ?? all;
}

function best(rows: readonly { gains: number[]; weight: number }[]): number {
  const ways = rows[0]?.gains.length ?? 1;
  let chosen = 0;
  let most = 0;
  const total = rows.reduce((sum, r) => sum + r.weight, 0);
  const counted = total ** 2 / rows.reduce((sum, r) => sum + r.weight ** 2, 0);
  for (let way = 1; way < ways; way++) {
    const mean = rows.reduce((sum, r) => sum + r.weight * r.gains[way]!, 0) / total;
    const spread = rows.reduce((sum, r) => sum + r.weight * (r.gains[way]! - mean) ** 2, 0) / total;
    if (mean > most && mean > Math.sqrt(spread / counted)) {
      most = mean;
      chosen = way;
    }
  }
  return chosen;
}
