import { businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import type { Cell } from "@/lib/forecast/learned-model";
import { type Limits, USUAL_WAY } from "@/lib/forecast/plan";
import type { Uniform } from "@/lib/forecast/policy-estimate-spread";
import type { Place, State } from "@/lib/lifecycle/states";

/** Where a variant stands, as its row keeps it. Days are business days. */
export type Situation = {
  readonly place: Place;
  /** When this stay began. */
  readonly enteredAt: Date;
  /** What earlier stays have used of the allowance that this one continues. */
  readonly spent: number;
  /** Where a quote that is under way returns it to, and what that stay had used by then. */
  readonly quoteResume: State | null;
  readonly quoteResumeSpent: number | null;
  readonly limits: Limits;
  /** What history says of its kind in a state, with where a quote returns it to; absent while nothing is learned. */
  readonly learned?: (state: State, resume: State | null) => Cell | null;
};

/** Stays one after the other. */
export type Path = { readonly first: Uniform; readonly rest: readonly Uniform[] };

/** Past 80% of its high a stay is at risk; from there on a further 20% of the high stays possible. */
const STILL_POSSIBLE = 0.2;
/** Resumed stays are rounded to this, so that variants quoted at different hours share their sums. */
const RESUMED_TO = 1 / 16;

/** What a stay may still take, uniform between low and high, given what it has taken; it never ends in the past. */
function remaining(situation: Situation, state: State, spent: number): Uniform {
  const limit = situation.limits(state);
  const high = Math.max(limit?.high ?? 0, limit?.low ?? 0);
  const low = limit?.low ?? 0;
  return { low: Math.max(low - spent, 0), high: Math.max(high - spent, high * STILL_POSSIBLE) };
}

/** The stays after `state` on the usual way, none of them begun. */
function onwardFrom(situation: Situation, state: State): Uniform[] {
  return USUAL_WAY.slice(USUAL_WAY.indexOf(state) + 1).map((next) => remaining(situation, next, 0));
}

/** From where the quote returns it to; analysis_complete counts as processing_addition (domain.md, `startProduction`). */
function resumed(situation: Situation): Uniform[] {
  const { quoteResume, quoteResumeSpent } = situation;
  if (quoteResume === null || quoteResume === "analysis_complete") {
    return onwardFrom(situation, "analysis_complete");
  }
  const spent = Math.round((quoteResumeSpent ?? 0) / RESUMED_TO) * RESUMED_TO;
  return [remaining(situation, quoteResume, spent), ...onwardFrom(situation, quoteResume)];
}

/** What the stay a variant is in may still take at `now`, in business days. */
export function remainingHere(situation: Situation, state: State, calendar: Calendar, now: Date): Uniform {
  return remaining(situation, state, situation.spent + stayed(situation, calendar, now));
}

/** Business days since this stay began. */
export function stayed({ enteredAt }: Situation, calendar: Calendar, now: Date): number {
  return Math.max(0, businessDaysBetween(calendar, enteredAt, now));
}

/** The stays after the one it is in, up to completed; for a variant on the producer's turn outside a quote. */
export function pathAfter(situation: Situation, state: State): Uniform[] {
  return state === "quote_accepted" ? resumed(situation) : onwardFrom(situation, state);
}

/** The stays after the customer has approved the quote. */
export function pathAfterApproval(situation: Situation): Path {
  return { first: remaining(situation, "quote_accepted", 0), rest: resumed(situation) };
}

/** The stays after the customer has asked for a revised quote, the new one being approved the moment it is sent. */
export function pathAfterRevision(situation: Situation): Path {
  const { first, rest } = pathAfterApproval(situation);
  return { first: remaining(situation, "quote_requested", 0), rest: [first, ...rest] };
}
