import { addBusinessDays, businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import type { Carried } from "./carried";
import { type Limit, META } from "./meta";
import type { EventId, Place } from "./states";

/** A variant's stay in a place, as its row keeps it. */
export type Stay = {
  readonly enteredAt: Date;
  /** Business days of the allowance used up in earlier stays that this one continues. */
  readonly spent: number;
  /** 80% of the high on the producer's turn; null elsewhere. */
  readonly atRiskAt: Date | null;
  /** End of the high on the producer's turn, the reminder on the customer's; null where no clock runs. */
  readonly dueAt: Date | null;
};

/** A stay that ended, frozen into the transition that ended it, so that lateness stays on record. */
export type LeftStay = Stay & {
  /** Business days it lasted, without `spent`. */
  readonly elapsed: number;
};

/** Business days already spent where the quote, and the error, interrupted it; null where nothing is kept. */
export type KeptTime = { readonly quoteResumeSpent: number | null; readonly errorResumeSpent: number | null };

const AT_RISK = 0.8;

/**
 * The clock of a stay that begins at `at` with `spent` business days of its allowance gone; deadlines already passed
 * fall on the entry. Also sets the deadlines of an open stay anew under a changed policy, given its own `enteredAt`
 * and `spent`. Source: domain.md, "Time".
 */
export function enterStay(given: { calendar: Calendar; limit: Limit | null; at: Date; spent: number }): Stay {
  const { calendar, limit, at, spent } = given;
  const after = (days: number) => addBusinessDays(calendar, at, Math.max(0, days - spent));
  if (limit === null) return { enteredAt: at, spent, atRiskAt: null, dueAt: null };
  if (limit.reminder !== null) return { enteredAt: at, spent, atRiskAt: null, dueAt: after(limit.reminder) };
  return { enteredAt: at, spent, atRiskAt: after(AT_RISK * limit.high), dueAt: after(limit.high) };
}

/** Ends a stay at `at`. Its whole use of the allowance is `spent + elapsed`. */
export function leaveStay(calendar: Calendar, stay: Stay, at: Date): LeftStay {
  return { ...stay, elapsed: elapsedSince(calendar, stay.enteredAt, at) };
}

const elapsedSince = (calendar: Calendar, enteredAt: Date, at: Date) =>
  Math.max(0, businessDaysBetween(calendar, enteredAt, at));

/** Business days a variant has been in its place at `now`, earlier parts of the same stay included. */
export function timeInStay(
  calendar: Calendar,
  { spent, enteredAt }: Pick<Stay, "spent" | "enteredAt">,
  now: Date,
): number {
  return spent + elapsedSince(calendar, enteredAt, now);
}

export type ClockMove = {
  readonly calendar: Calendar;
  /** The limit of the place it goes to. */
  readonly limit: Limit | null;
  readonly at: Date;
  readonly event: EventId;
  readonly from: Place;
  readonly to: Place;
  /** What it carries before and after the step. */
  readonly before: Carried;
  readonly after: Carried;
  readonly stay: Stay;
  readonly kept: KeptTime;
  /** For an undo: the stay that the undone step left, and what was kept before that step. */
  readonly undone: { readonly left: LeftStay; readonly kept: KeptTime } | null;
};

/**
 * Moves the clock with a step. A retry, the end of a quote and an undo continue the allowance of the stay they return
 * to; everything else, a new revision too, starts a new one. Source: domain.md, "Time".
 */
export function moveClock(move: ClockMove): { stay: Stay; left: LeftStay; kept: KeptTime } {
  const { calendar, limit, at } = move;
  const left = leaveStay(calendar, move.stay, at);
  if (move.event === "undo" && move.undone === null) throw new Error("An undo needs the stay it returns to.");
  const kept = move.undone ? move.undone.kept : keptAfter(move, left.spent + left.elapsed);
  if (move.from === move.to) return { stay: move.stay, left, kept };
  return { stay: enterStay({ calendar, limit, at, spent: spentBefore(move) }), left, kept };
}

function spentBefore({ before, after, to, kept, undone }: ClockMove): number {
  if (undone) return undone.left.spent + undone.left.elapsed;
  if (before.errorResume !== null && after.errorResume === null) {
    return to === before.errorResume ? (kept.errorResumeSpent ?? 0) : 0;
  }
  if (before.quoteResume !== null && after.quoteResume === null) {
    return to === before.quoteResume ? (kept.quoteResumeSpent ?? 0) : 0;
  }
  return 0;
}

function keptAfter({ before, after, kept }: ClockMove, spent: number): KeptTime {
  const keep = (was: Place | null, is: Place | null, days: number | null) =>
    is === null ? null : was === null ? spent : days;
  return {
    quoteResumeSpent: keep(before.quoteResume, after.quoteResume, kept.quoteResumeSpent),
    errorResumeSpent: keep(before.errorResume, after.errorResume, kept.errorResumeSpent),
  };
}

/** Whether the producer is late or at risk with a stay; the customer's turn never counts as the producer's delay. */
export function delayOf(
  place: Place,
  stay: Pick<Stay, "atRiskAt" | "dueAt">,
  now: Date,
): "late" | "at_risk" | null {
  if (META[place].turn !== "producer") return null;
  if (stay.dueAt !== null && now > stay.dueAt) return "late";
  return stay.atRiskAt !== null && now > stay.atRiskAt ? "at_risk" : null;
}
