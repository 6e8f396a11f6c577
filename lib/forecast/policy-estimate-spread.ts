/** A stay whose length is taken as uniform between two numbers of business days. */
export type Uniform = { readonly low: number; readonly high: number };

/** A sum of uniform stays: `least` days at once, then `width` days over which `within` climbs from 0 to 1. */
type Sum = {
  readonly least: number;
  readonly width: number;
  readonly step: number;
  /** P(sum ≤ least + k·step), and its integral from 0 to k·step. */
  readonly within: Float64Array;
  readonly area: Float64Array;
};

/** How long something may still take: the chance that it is done within so many business days from now. */
export type Spread = {
  readonly least: number;
  readonly most: number;
  readonly within: (days: number) => number;
  /** How many stand exactly alike. */
  readonly count: number;
};

const STEPS = 256;
/** Narrower stays are taken as certain: below a tenth of a second of an eight-hour day. */
const CERTAIN = 1e-6;
/** How closely quantiles are sought: three seconds of an eight-hour day. */
const FINEST = 1e-4;

/** ∫ P(sum ≤ least + x) dx up to `x`. */
function areaUntil(sum: Sum, x: number): number {
  if (x <= 0) return 0;
  if (x >= sum.width) return sum.area[sum.area.length - 1]! + x - sum.width;
  const k = Math.floor(x / sum.step);
  const rest = x - k * sum.step;
  const here = sum.within[k]!;
  return sum.area[k]! + rest * (here + ((sum.within[k + 1]! - here) * rest) / sum.step / 2);
}

/** P(sum + uniform(0, width) ≤ least + x): the mean of the sum's own chance over the stretch behind x. */
function meanBehind(sum: Sum, width: number, x: number): number {
  return Math.min(1, (areaUntil(sum, x) - areaUntil(sum, x - width)) / width);
}

const NOTHING: Sum = {
  least: 0,
  width: 0,
  step: 1,
  within: new Float64Array([1]),
  area: new Float64Array([0]),
};

function plus(sum: Sum, { low, high }: Uniform): Sum {
  const span = high - low;
  if (span < CERTAIN) return { ...sum, least: sum.least + low };
  const width = sum.width + span;
  const step = width / STEPS;
  const within = Float64Array.from({ length: STEPS + 1 }, (_, k) => meanBehind(sum, span, k * step));
  within[STEPS] = 1;
  const area = new Float64Array(STEPS + 1);
  for (let k = 1; k <= STEPS; k++) area[k] = area[k - 1]! + ((within[k - 1]! + within[k]!) * step) / 2;
  return { least: sum.least + low, width, step, within, area };
}

const MOST_KEPT = 1000;
const kept = new Map<string, Sum>();

/** Policies hold few different numbers, so the same sums are asked for again and again; the bound guards memory. */
function sumOf(stays: readonly Uniform[]): Sum {
  let key = "";
  for (const { low, high } of stays) key += `${low}–${high} `;
  let sum = kept.get(key);
  if (!sum) {
    sum = stays.reduce(plus, NOTHING);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, sum);
  }
  return sum;
}

/**
 * What `first` and then `rest` take together, beginning `wait` days from now. The sum of `rest` is kept, so
 * variants that differ only in the time already spent share the costly part.
 */
export function spreadOf(first: Uniform, rest: readonly Uniform[], { wait = 0, count = 1 } = {}): Spread {
  const sum = sumOf(rest);
  const span = first.high - first.low;
  const least = wait + sum.least + first.low;
  if (span < CERTAIN && sum.width === 0) {
    return { least, most: least, within: (days) => (days >= least ? 1 : 0), count };
  }
  const width = Math.max(span, CERTAIN);
  const within = (days: number) => meanBehind(sum, width, days - least);
  return { least, most: least + sum.width + width, within, count };
}

/**
 * Business days until all are done with chance `p` (0 < p < 1): the chances multiply, so it is a maximum, not a
 * mean. Up to 2·FINEST short, never past it: a closing time must not become the next opening.
 */
export function daysUntilAll(spreads: readonly Spread[], p: number, apart = 1): number {
  const slowestFirst = [...spreads].sort((a, b) => b.most - a.most);
  const likely = (days: number) => {
    let chance = 1;
    for (const { most, within, count } of slowestFirst) {
      if (most <= days) return true;
      const one = within(days);
      if (one < p) return false;
      chance *= one ** (count * apart);
      if (chance < p) return false;
    }
    return true;
  };
  const least = spreads.reduce((days, spread) => Math.max(days, spread.least), 0);
  let high = Math.max(least, slowestFirst[0]?.most ?? 0);
  let low = least;
  while (high - low > FINEST) {
    const middle = (low + high) / 2;
    if (likely(middle)) high = middle;
    else low = middle;
  }
  return Math.max(least, high - 2 * FINEST);
}
