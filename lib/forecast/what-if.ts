import { type Limits, USUAL_WAY } from "@/lib/forecast/plan";
import type { State } from "@/lib/lifecycle/states";

/** Modelling that lies ahead for one variant; business days. */
export interface Modelling {
  readonly batchId: string;
  /** Until it can begin; 0 where it has. */
  readonly arrives: number;
  /** How long it takes at the usual pace. */
  readonly work: number;
}

export interface Shop {
  /** Variants that can be modelled at the usual pace at once. */
  readonly capacity: number;
  /** How fast one goes at most, 1 being the usual pace; and where it is served first. */
  readonly pace: number;
  readonly fastest: number;
  /** Whose variants are served before all others. */
  readonly first: string | null;
}

const DONE = 1e-9;

/**
 * When modelling of each batch ends, in business days: capacity is shared evenly among what is there (processor sharing,
 * Kleinrock 1976), those served first taking what they can use. Rough, and meant for the difference between two shops.
 */
export function modellingEnds(ahead: readonly Modelling[], shop: Shop): Map<string, number> {
  const waiting = ahead.map((m) => ({ ...m, left: m.work })).sort((a, b) => a.arrives - b.arrives);
  const ends = new Map<string, number>();
  let now = 0;
  let present: typeof waiting = [];
  while (waiting.length > 0 || present.length > 0) {
    if (present.length === 0) now = Math.max(now, waiting[0]!.arrives);
    while (waiting[0] && waiting[0].arrives <= now + DONE) present.push(waiting.shift()!);
    const pace = paceOf(present, shop);
    const toNext = waiting[0] ? waiting[0].arrives - now : Number.POSITIVE_INFINITY;
    const step = present.reduce((least, m) => Math.min(least, m.left / pace(m)), toNext);
    now += step;
    for (const m of present) {
      m.left -= step * pace(m);
      if (m.left <= DONE) ends.set(m.batchId, now);
    }
    present = present.filter(({ left }) => left > DONE);
  }
  return ends;
}

/** How fast each goes: first come the preferred, up to the fastest; the rest share what is left. */
function paceOf(
  present: readonly Modelling[],
  { capacity, pace, fastest, first }: Shop,
): (m: Modelling) => number {
  const preferred = present.filter(({ batchId }) => batchId === first).length;
  const others = present.length - preferred;
  const quick = preferred > 0 ? Math.min(fastest, capacity / preferred) : 0;
  const slow = others > 0 ? Math.min(pace, Math.max(0, capacity - preferred * quick) / others) : 0;
  return ({ batchId }) => (batchId === first ? quick : slow);
}

/** Where a variant stands, as far as its modelling is concerned. */
export interface Ahead {
  readonly state: State;
  readonly quoteResume: State | null;
  /** Business days of this stay that have passed. */
  readonly spent: number;
  readonly limits: Limits;
}

/** When modelling can begin and how long it takes, by the middle of the day limits; null where none lies ahead. */
export function modellingAhead({
  state,
  quoteResume,
  spent,
  limits,
}: Ahead): Omit<Modelling, "batchId"> | null {
  const middle = (of: State) => {
    const limit = limits(of);
    return ((limit?.low ?? 0) + (limit?.high ?? 0)) / 2;
  };
  const here = Math.max(middle(state) - spent, (limits(state)?.high ?? 0) / 5);
  if (state === MODELLING) return { arrives: 0, work: here };
  const resumed =
    quoteResume === null || quoteResume === "analysis_complete" ? "processing_addition" : quoteResume;
  const next = state === "quote_accepted" ? USUAL_WAY.indexOf(resumed) : USUAL_WAY.indexOf(state) + 1;
  const modelling = USUAL_WAY.indexOf(MODELLING);
  if (next === 0 || next > modelling) return null;
  const between = USUAL_WAY.slice(next, modelling).reduce((sum, each) => sum + middle(each), 0);
  return { arrives: here + between, work: middle(MODELLING) };
}

/** How many times as fast as usual one variant can be modelled: the middle of its limit to the low. */
export function fastestPace(limits: Limits): number {
  const { low, high } = limits(MODELLING) ?? { low: null, high: null };
  return low && high ? Math.max(1, (low + high) / 2 / low) : 1.5;
}

const MODELLING = "working_3d_assets";
