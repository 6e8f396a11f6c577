/** The q-quantile (0–1) of sorted numbers, interpolated linearly between neighbours (Hyndman & Fan 1996, type 7). */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const i = q * (sorted.length - 1);
  const j = Math.floor(i);
  const low = sorted[j] ?? Number.NaN;
  const high = sorted[j + 1];
  return high === undefined ? low : low + (i - j) * (high - low);
}

/** Ascending, in place where it is a list already. */
export function ascending(values: number[]): number[] {
  return values.sort((a, b) => a - b);
}
