import { businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import type { Clock, History, HistoryEvent } from "@/lib/forecast/history";
import { META } from "@/lib/lifecycle/meta";
import type { Complexity } from "@/lib/lifecycle/policy";
import type { Place, State } from "@/lib/lifecycle/states";

/** One stay of a variant's past, as its history keeps it. */
export interface PastStay {
  readonly place: Place;
  readonly event: string;
  /** The stay's clock began (milliseconds since 1970), and when it came here. */
  readonly enteredAt: number;
  readonly at: number;
  readonly spent: number;
  readonly quoteResume: State | null;
  readonly quoteResumeSpent: number | null;
}

/** A variant with its stays, in order. */
export interface PastVariant {
  readonly id: string;
  readonly batchId: string;
  readonly batchSize: number;
  readonly brandId: string;
  readonly complexity: Complexity;
  readonly customised: boolean;
  readonly stays: readonly PastStay[];
}

/** From here business days are counted; any fixed moment before all history serves. */
const EPOCH = new Date("2015-01-01T00:00:00Z");

/** Moments as business days, the estimator's axis in the product. */
export const axisOf = (calendar: Calendar) => (at: number) =>
  businessDaysBetween(calendar, EPOCH, new Date(at));

/** Five working days to a week, which holidays shift a little: enough to tell mornings and week ends apart. */
export const businessClock: Clock = (at) => {
  const day = Math.floor(at);
  return { weekday: ((day % 5) + 5) % 5, hour: (at - day) * 24 };
};

/** A history with what stood where: the stay each of its events began. */
export interface VariantHistory extends History {
  readonly variant: PastVariant;
  readonly revised: boolean;
  readonly stays: readonly PastStay[];
}

/**
 * Cases from order, or from a revision, to the first `completed` after it, in business days of the producer: the
 * customer's turn is cut out, as its clock does not run then (domain.md, "Forecast"). What was undone never was.
 */
export function historiesOf(
  variants: readonly PastVariant[],
  calendar: Calendar,
  now: Date,
): VariantHistory[] {
  const axis = axisOf(calendar);
  const rounds = variants.flatMap((variant) =>
    roundsOf(variant).map((stays, revision) => ({ variant, revision, stays })),
  );
  const open = workload(rounds.map(({ stays }) => stays));
  return rounds.map(({ variant, revision, stays }) => {
    const last = stays.at(-1)!;
    const ended = last.place === "completed";
    const end = ended || last.place === "cancelled" ? last.at : now.getTime();
    const attributes = {
      brand: variant.brandId,
      complexity: variant.complexity,
      customised: String(variant.customised),
      revision,
      batch: variant.batchSize,
    };
    const events: HistoryEvent[] = [];
    let at = axis(end);
    let after = at;
    for (const stay of stays.toReversed()) {
      const began = axis(stay.at);
      if (META[stay.place].turn !== "customer") at -= after - began;
      after = began;
      events.unshift({ activity: stay.place, at, attributes: { ...attributes, load: open(stay.at) } });
    }
    const left = last.place === "cancelled" ? { watchedUntil: axis(end) } : {};
    const together = `${variant.batchId} ${revision}`;
    return {
      id: `${variant.id} ${revision}`,
      together,
      events,
      ended,
      ...left,
      variant,
      revised: revision > 0,
      stays,
    };
  });
}

/** Stays from the order to `completed` or `cancelled`, and again from each revision. */
function roundsOf({ stays }: PastVariant): PastStay[][] {
  const effective: PastStay[] = [];
  for (const stay of stays) {
    if (stay.event === "undo") effective.pop();
    else effective.push(stay);
  }
  const rounds: PastStay[][] = [];
  let round: PastStay[] | null = [];
  for (const stay of effective) {
    if (stay.event === "requestRevision") round = [];
    round?.push(stay);
    if (!round || (stay.place !== "completed" && stay.place !== "cancelled")) continue;
    rounds.push(round);
    round = null;
  }
  if (round && round.length > 0) rounds.push(round);
  return rounds;
}

/** How many cases were open at a moment. */
function workload(rounds: readonly (readonly PastStay[])[]): (at: number) => number {
  const began = Float64Array.from(rounds, (stays) => stays[0]!.at).sort();
  const over = rounds.flatMap((stays) => {
    const last = stays.at(-1)!;
    return last.place === "completed" || last.place === "cancelled" ? [last.at] : [];
  });
  const ended = Float64Array.from(over).sort();
  return (at) => countUntil(began, at) - countUntil(ended, at);
}

function countUntil(sorted: Float64Array, at: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid]! <= at) low = mid + 1;
    else high = mid;
  }
  return low;
}
