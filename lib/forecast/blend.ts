import { FAR, LEVELS, MIDDLE } from "./past-forecasts";

/** How much each mix counts in the even odds and in the 85%; each sums to 1. */
export interface Weights {
  middle: readonly number[];
  far: readonly number[];
}

/**
 * One answer of several: the weighted mean of their quantiles (Vincent 1912), from the middle's weights to those of the
 * 85% by straight line in steps of LEVELS. It never falls as the level rises, though the weights change on the way.
 * `quantiles` are days, each never falling.
 */
export function blend(
  quantiles: readonly ((level: number) => number)[],
  { middle, far }: Weights,
): (level: number) => number {
  const inStep = (step: number, level: number): number => {
    const share = Math.min(1, Math.max(0, (step - MIDDLE) / (FAR - MIDDLE)));
    let days = 0;
    quantiles.forEach((quantile, i) => {
      days += (middle[i]! + share * (far[i]! - middle[i]!)) * quantile(level);
    });
    return days;
  };
  let tops: number[] | undefined;
  const topsBefore = (): number[] => {
    const found = [0];
    for (let step = MIDDLE; step < FAR; step++)
      found.push(Math.max(found.at(-1)!, inStep(step, LEVELS[step + 1]!)));
    return found;
  };
  return (level) => {
    const step = Math.floor(level * 40 + 1e-9) - 1;
    const days = inStep(step, level);
    if (step <= MIDDLE) return days;
    tops ??= topsBefore();
    return Math.max(days, tops[Math.min(step, FAR) - MIDDLE]!);
  };
}
