import { META } from "./meta";
import { BUCKETS, type Bucket, bucketOf, PLACES, type Place, type Turn } from "./states";

/** How many variants stand in each place. */
export type PlaceCounts = Readonly<Record<Place, number>>;

export interface Progress {
  readonly buckets: Readonly<Record<Bucket, number>>;
  /** Every variant, cancelled ones too. */
  readonly all: number;
  /** `all − cancelled`; the five other buckets always sum to it. */
  readonly active: number;
  /** Validated ÷ active, whole percent, rounded down so that 100 means all; null when active is 0 (shown as –). */
  readonly complete: number | null;
  /** (Ready + validated) ÷ active, likewise. */
  readonly produced: number | null;
}

export const NO_COUNTS: PlaceCounts = Object.fromEntries(PLACES.map((place) => [place, 0])) as Record<
  Place,
  number
>;

/** Adds counts of several batches, products or organisations. */
export function addCounts(...all: readonly PlaceCounts[]): PlaceCounts {
  return Object.fromEntries(
    PLACES.map((place) => [place, all.reduce((sum, counts) => sum + counts[place], 0)]),
  ) as Record<Place, number>;
}

/** The five buckets, cancelled, and both percentages of a set of variants. Source: domain.md, "Buckets and percentages". */
export function progressOf(counts: PlaceCounts): Progress {
  const buckets = Object.fromEntries(BUCKETS.map((bucket) => [bucket, 0])) as Record<Bucket, number>;
  for (const place of PLACES) buckets[bucketOf(place)] += counts[place];
  const all = BUCKETS.reduce((sum, bucket) => sum + buckets[bucket], 0);
  const active = all - buckets.cancelled;
  const percent = (part: number) => (active === 0 ? null : Math.floor((part * 100) / active));
  return {
    buckets,
    all,
    active,
    complete: percent(buckets.validated),
    produced: percent(buckets.ready + buckets.validated),
  };
}

/** How many variants are on somebody's turn. Source: domain.md, "The 13 states", column turn. */
export function onTurn(counts: PlaceCounts, turn: Turn): number {
  return PLACES.filter((place) => META[place].turn === turn).reduce((sum, place) => sum + counts[place], 0);
}
