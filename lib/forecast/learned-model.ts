import type { Spread } from "@/lib/forecast/policy-estimate-spread";
import type { Complexity } from "@/lib/lifecycle/policy";
import type { State } from "@/lib/lifecycle/states";

/** What tells one kind of variant's stay from another, widest part first. */
export interface Kind {
  readonly state: State;
  /** Where a quote returns it to; null on the usual way. */
  readonly resume: State | null;
  readonly brandId: string;
  readonly complexity: Complexity;
  readonly customised: boolean;
  /** Whether it is being revised. */
  readonly revised: boolean;
}

/** What was learned of one kind of stay: what is left at each of `SPENT`, as far as anybody stayed so long. */
export interface Cell {
  /** Ended cases of this state in the producer's history; what ended together counts once. */
  readonly n: number;
  /** Business days at `LEVELS`, for each of `SPENT` in turn. */
  readonly left: readonly (readonly number[])[];
  /** The brand it is of alone; null for groups across brands. */
  readonly brand: string | null;
}

/**
 * The estimator's answers for every kind of stay, reckoned ahead so that asking costs microseconds: compact, and all a
 * page needs. Only brands it names are answered for; others wait for the next time it is learned.
 */
export interface LearnedModel {
  readonly version: number;
  /** Until when history was read. */
  readonly at: Date;
  /** How far the variants of a batch are late independently of each other: 1 wholly, 0 all as one. */
  readonly apart: number;
  readonly brands: ReadonlySet<string>;
  readonly cells: ReadonlyMap<string, Cell>;
}

/** Business days already spent in a stay at which the rest of it is kept. */
export const SPENT: readonly number[] = [0, 0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 9, 14, 20];
/** Chances at which days are kept; the last stands for the longest seen. */
export const LEVELS: readonly number[] = Array.from({ length: 20 }, (_, i) => (i + 1) / 20);

/** The policy's limits count as much as this many ended cases. */
const PRIOR = 20;

/** Keys of a kind from itself to all of its state: small groups that are not kept lean on larger ones. */
export function keysOf({ state, resume, brandId, complexity, customised, revised }: Kind): string[] {
  const from = resume === null || resume === "analysis_complete" ? "" : resume;
  const place = [state, from, Number(revised)].join();
  return [
    [place, complexity, Number(customised), brandId].join(),
    [place, complexity, Number(customised)].join(),
    [place, complexity].join(),
    place,
    state,
  ];
}

/** What was learned of a kind, by the narrowest group kept; null where nothing was. */
export function cellOf(model: LearnedModel, kind: Kind): Cell | null {
  if (!model.brands.has(kind.brandId)) return null;
  for (const key of keysOf(kind)) {
    const cell = model.cells.get(key);
    if (cell) return cell;
  }
  return null;
}

/** The chance that a time kept at LEVELS is over within `days`, by straight lines between them. */
function within(left: readonly number[], days: number): number {
  let i = 0;
  while (i < left.length && left[i]! <= days) i++;
  if (i === left.length) return 1;
  const below = i === 0 ? 0 : left[i - 1]!;
  const share = left[i]! > below ? Math.max(0, days - below) / (left[i]! - below) : 0;
  return (i + share) / LEVELS.length;
}

/**
 * History beside the policy: with chances weighed like this many cases each, which is what a Dirichlet process with the
 * policy as its prior comes to (Ferguson 1973). `spent` days of the stay have passed; those who would have ended by now
 * count no more, so that past everything ever seen the policy speaks alone.
 */
export function withHistory(policy: Spread, cell: Cell | null, spent: number, wait = 0): Spread {
  if (!cell) return policy;
  let at = 0;
  while (at + 1 < cell.left.length && SPENT[at + 1]! <= spent) at++;
  const left = cell.left[at]!;
  const passed = Math.max(0, spent - SPENT[at]!);
  const gone = passed > 0 ? within(left, passed) : 0;
  const remains = 1 - gone;
  const weight = cell.n * remains;
  const longest = (left.at(-1) ?? 0) - passed;
  if (weight < 1e-9 || longest < 0) return policy;
  const learned = (days: number) =>
    days < 0 ? 0 : Math.min(1, Math.max(0, (within(left, passed + days) - gone) / remains));
  return {
    least: Math.min(policy.least, wait),
    most: Math.max(policy.most, wait + longest),
    within: (days) => (PRIOR * policy.within(days) + weight * learned(days - wait)) / (PRIOR + weight),
    count: policy.count,
  };
}
