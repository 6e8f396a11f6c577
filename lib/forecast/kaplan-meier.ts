/**
 * Quantiles of a duration of which some are only known to be longer than seen (Kaplan & Meier 1958, product-limit).
 * `ended` and `open` are days; where the curve never falls far enough the longest time seen is given.
 */
export function kaplanMeierQuantiles(
  ended: readonly number[],
  open: readonly number[],
  levels: readonly number[],
): number[] {
  const times = [...ended.map((t) => ({ t, open: 0 })), ...open.map((t) => ({ t, open: 1 }))];
  times.sort((a, b) => a.t - b.t || a.open - b.open);
  const found: number[] = [];
  let survival = 1;
  for (const [j, time] of times.entries()) {
    if (!time.open) survival *= 1 - 1 / (times.length - j);
    for (let next = levels[found.length]; next !== undefined; next = levels[found.length]) {
      if (survival > 1 - next + 1e-12) break;
      found.push(time.t);
    }
    if (found.length === levels.length) return found;
  }
  const longest = times.at(-1)?.t ?? 0;
  return levels.map((_, i) => found[i] ?? longest);
}
