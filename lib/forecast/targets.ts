import type { Example } from "./examples";
import { ascending, quantile } from "./quantile";

/** Groups smaller than this (in ended examples) lean on all. */
const TRUSTED = 20;

/**
 * What trees compare: the rank of the remaining time (0–1), which has no unit and tames heavy tails (rank statistics
 * for survival trees, Hothorn & Lausen 2003). An open example first stands for its expectation given that it lasted so
 * long, from the Kaplan–Meier curve of its last activity (redistribution to the right, Efron 1967), on a log scale.
 */
export function splitTargets(examples: readonly Example[]): Float64Array {
  const ended = ascending(examples.filter((e) => !e.open).map((e) => e.remaining));
  const scale = quantile(ended.length > 0 ? ended : [1], 0.5) || 1;
  const squash = (days: number): number => Math.log1p(days / scale);
  const groups = new Map<string, number[]>();
  examples.forEach((e, i) => {
    const last = e.history.events[e.length - 1]?.activity ?? "";
    const group = groups.get(last);
    if (group) group.push(i);
    else groups.set(last, [i]);
  });
  const targets = new Float64Array(examples.length);
  const all = conditionalMeans(examples, [...examples.keys()], squash);
  for (const group of groups.values()) {
    const own = group.filter((i) => !examples[i]!.open).length >= TRUSTED;
    const means = own ? conditionalMeans(examples, group, squash) : all;
    for (const i of group) targets[i] = means.get(i) ?? 0;
  }
  return ranksOf(targets);
}

/** Ranks between 0 and 1; equal values share their middle rank. */
function ranksOf(values: Float64Array): Float64Array {
  const order = Int32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!]! - values[order[from]!]! < 1e-9) to++;
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + to) / 2 / order.length;
    from = to;
  }
  return ranks;
}

/** For each index its own squashed time, or for open ones the mean of those the curve still expects after it. */
function conditionalMeans(
  examples: readonly Example[],
  group: readonly number[],
  squash: (days: number) => number,
): Map<number, number> {
  const order = [...group].sort(
    (a, b) =>
      examples[a]!.remaining - examples[b]!.remaining ||
      Number(examples[a]!.open) - Number(examples[b]!.open),
  );
  const survivals: number[] = [];
  let survival = 1;
  order.forEach((index, j) => {
    if (!examples[index]!.open) survival *= 1 - 1 / (order.length - j);
    survivals.push(survival);
  });
  const longest = squash(examples[order.at(-1) ?? -1]?.remaining ?? 0);
  const means = new Map<number, number>();
  let ahead = survival * longest;
  for (let j = order.length - 1; j >= 0; j--) {
    const index = order[j]!;
    const own = squash(examples[index]!.remaining);
    const after = survivals[j]!;
    if (examples[index]!.open) means.set(index, after > 1e-12 ? Math.max(own, ahead / after) : own);
    else {
      means.set(index, own);
      ahead += ((survivals[j - 1] ?? 1) - after) * own;
    }
  }
  return means;
}
