import { localDate } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import type { BatchEstimate } from "@/lib/forecast/policy-estimate";
import type { Promised } from "@/lib/forecast/promise";
import type { PlaceCounts } from "@/lib/lifecycle/progress";
import { progressOf } from "@/lib/lifecycle/progress";

/** Days between which something is ready for review: even odds, and 85%. */
export interface DayRange {
  from: Date;
  to: Date;
}

/**
 * What can be said about when a batch is ready for review. `conditional`: only a quote decision is missing.
 * `review`: everything was produced and waits for validation. `stopped`: what is left has an error or a rejected quote.
 */
export type OutlookStatus = "on_track" | "late" | "conditional" | "review" | "finished" | "stopped" | "empty";

export interface Outlook {
  status: OutlookStatus;
  /** Of the variants on the producer's turn; null when there are none. */
  expected: DayRange | null;
  ifApproved: (DayRange & { count: number; decidedBy: Date }) | null;
  /** When the last of them was completed (`review`) or validated (`finished`). */
  doneAt: Date | null;
  /** The date promised, else the one asked for (ISO); null where neither is known. */
  target: string | null;
  targetKind: "promised" | "requested" | null;
  /** Variants on the producer's turn past their limit, and past 80% of it. */
  late: number;
  atRisk: number;
  rejected: number;
  errors: number;
  /** Of a batch whose date stands in the ledger: since when, the 85% date before it, and whether it is out of date. */
  promise: { since: Date; was: Date | null; staleSince: Date | null } | null;
}

export interface OutlookFacts {
  counts: PlaceCounts;
  shown: Promised;
  notIncluded: BatchEstimate["notIncluded"];
  promise: Outlook["promise"];
  doneAt: Date | null;
  promisedOn: string | null;
  requestedOn: string | null;
  /** The end of the plan frozen when it was ordered, where no date was promised or asked for. */
  plannedEnd: Date | null;
  late: number;
  atRisk: number;
  /** Of several batches: whether one of them is late; null of one batch or order, which its own dates tell. */
  oneIsLate: boolean | null;
  calendar: Calendar;
}

/** Sums up the outlook of a batch, an order, or of several together, which are late where one of them is. */
export function outlookOf(facts: OutlookFacts): Outlook {
  const { promisedOn, requestedOn, notIncluded } = facts;
  const { expected, ifApproved } = facts.shown;
  return {
    status: statusOf(facts, expected),
    expected,
    ifApproved,
    doneAt: facts.doneAt,
    target: promisedOn ?? requestedOn,
    targetKind: promisedOn ? "promised" : requestedOn ? "requested" : null,
    late: facts.late,
    atRisk: facts.atRisk,
    rejected: notIncluded.rejected,
    errors: notIncluded.error,
    promise: facts.promise,
  };
}

function statusOf(facts: OutlookFacts, expected: DayRange | null): OutlookStatus {
  const { buckets, active } = progressOf(facts.counts);
  if (active === 0) return "empty";
  if (buckets.validated === active) return "finished";
  if (expected) return (facts.oneIsLate ?? isLate(facts, expected)) ? "late" : "on_track";
  if (facts.shown.ifApproved) return "conditional";
  return buckets.ready > 0 ? "review" : "stopped";
}

/**
 * Late means that even odds lie past the promised (else the requested) date; where there is neither, that variants are
 * over their limit and the 85% date lies past the plan.
 */
export function isLate(
  {
    promisedOn,
    requestedOn,
    plannedEnd,
    late,
    calendar,
  }: Pick<OutlookFacts, "promisedOn" | "requestedOn" | "plannedEnd" | "late" | "calendar">,
  range: DayRange,
): boolean {
  const target = promisedOn ?? requestedOn;
  if (target) return localDate(calendar, range.from) > target;
  return late > 0 && plannedEnd !== null && range.to > plannedEnd;
}
