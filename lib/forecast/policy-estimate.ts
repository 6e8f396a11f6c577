import {
  addBusinessDays,
  businessDaysBetween,
  closingOf,
  isWorkingDate,
  localDate,
  nextOpening,
} from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { dateNumber, isoDateOf } from "@/lib/calendar/working-days";
import {
  pathAfter,
  pathAfterApproval,
  pathAfterRevision,
  remainingHere,
  type Situation,
} from "@/lib/forecast/policy-estimate-path";
import { daysUntilAll, type Spread, spreadOf } from "@/lib/forecast/policy-estimate-spread";

export type { Situation } from "@/lib/forecast/policy-estimate-path";

const MINUTE = 60_000;

/** What an estimate is made under. `decidedBy` is when the customer decides; see `usualDecision` where it is absent. */
export type Moment = { readonly calendar: Calendar; readonly now: Date; readonly decidedBy?: Date };

/** Ready for review with even odds (p50), and with 85% (p85); both fall on working days, p50 is not after p85. */
export type Range = { readonly p50: Date; readonly p85: Date };

/** When a variant is expected to be ready for review (its first `completed`). */
export type VariantEstimate =
  | ({ readonly kind: "range" } & Range)
  /** Holds if the quote is approved, or a revised one asked for (and then approved at once), by `decidedBy`. */
  | ({ readonly kind: "conditional"; readonly on: "approval" | "revision"; readonly decidedBy: Date } & Range)
  /** `at` is the situation's `enteredAt`: for a validated variant give the moment it was completed. */
  | { readonly kind: "done"; readonly at: Date }
  | { readonly kind: "none"; readonly reason: "cancelled" | "error" | "rejected" };

/** When the variants of a batch are expected to be all ready for review. */
export type BatchEstimate = {
  /** Of those on the producer's turn alone; null when there are none. */
  readonly expected: (Range & { readonly count: number }) | null;
  /** Of those and the `count` that wait on a quote, if it is approved by `decidedBy`; null when none waits. */
  readonly ifApproved: (Range & { readonly count: number; readonly decidedBy: Date }) | null;
  /** Already completed, validated ones included; `at` is the latest `enteredAt` among them. */
  readonly done: { readonly count: number; readonly at: Date } | null;
  readonly notIncluded: { readonly rejected: number; readonly error: number };
};

/** Where a decision date is not given: the closing of the next working day, "if approved by 4 Dec". */
export function usualDecision(calendar: Calendar, now: Date): Date {
  return closingOf(calendar, isoDateOf(dateNumber(localDate(calendar, now)) + 1));
}

type Outlook =
  | { kind: "range"; spread: Spread }
  /** `earliest`: business days until there is a quote to decide on; the spread follows the decision. */
  | { kind: "conditional"; on: "approval" | "revision"; earliest: number; spread: (wait: number) => Spread }
  | Extract<VariantEstimate, { kind: "done" | "none" }>;

function outlookOf(situation: Situation, { calendar, now }: Moment): Outlook {
  const { place } = situation;
  switch (place) {
    case "completed":
    case "validated":
      return { kind: "done", at: situation.enteredAt };
    case "cancelled":
    case "error":
      return { kind: "none", reason: place };
    case "quote_rejected": {
      const { first, rest } = pathAfterRevision(situation);
      return {
        kind: "conditional",
        on: "revision",
        earliest: 0,
        spread: (wait) => spreadOf(first, rest, wait),
      };
    }
    case "quote_requested":
    case "quote_sent": {
      const preparing = place === "quote_requested" ? remainingHere(situation, place, calendar, now).high : 0;
      const { first, rest } = pathAfterApproval(situation);
      return {
        kind: "conditional",
        on: "approval",
        earliest: preparing,
        spread: (wait) => spreadOf(first, rest, wait),
      };
    }
    default: {
      const here = remainingHere(situation, place, calendar, now);
      return { kind: "range", spread: spreadOf(here, pathAfter(situation, place)) };
    }
  }
}

/** Business days until the decision, and the moment it is counted from: not before now or the quote itself. */
function decisionAt(
  { calendar, now, decidedBy }: Moment,
  earliest: number,
): { wait: number; decidedBy: Date } {
  const wished = decidedBy ?? usualDecision(calendar, now);
  const wait = businessDaysBetween(calendar, now, wished);
  if (wait >= earliest) return { wait, decidedBy: wished };
  return { wait: earliest, decidedBy: addBusinessDays(calendar, now, earliest) };
}

/** To the minute, as the sums are no finer, and read as a working day: a closing at midnight reads as the next date. */
function momentAfter(days: number, { calendar, now }: Moment): Date {
  const exact = addBusinessDays(calendar, now, days).getTime();
  const at = new Date(Math.max(now.getTime(), Math.round(exact / MINUTE) * MINUTE));
  if (isWorkingDate(calendar, localDate(calendar, at))) return at;
  return at > now ? new Date(at.getTime() - 1) : nextOpening(calendar, at);
}

function rangeOf(spreads: readonly Spread[], moment: Moment): Range {
  const [p50, p85] = [daysUntilAll(spreads, 0.5), daysUntilAll(spreads, 0.85)];
  return { p50: momentAfter(p50, moment), p85: momentAfter(p85, moment) };
}

/**
 * Until there is history to learn from: each remaining stay of the usual way is taken as independent and
 * uniform between the policy's low and high in business days, the current one given the time already spent;
 * they are summed exactly. No quote is assumed where none is under way. A rejected variant has a date only
 * where `decidedBy` is given. Never before now, never earlier as time passes. Source: domain.md, "Forecast".
 */
export function estimateVariant(situation: Situation, moment: Moment): VariantEstimate {
  const outlook = outlookOf(situation, moment);
  switch (outlook.kind) {
    case "range":
      return { kind: "range", ...rangeOf([outlook.spread], moment) };
    case "conditional": {
      if (outlook.on === "revision" && !moment.decidedBy) return { kind: "none", reason: "rejected" };
      const { wait, decidedBy } = decisionAt(moment, outlook.earliest);
      return { kind: "conditional", on: outlook.on, decidedBy, ...rangeOf([outlook.spread(wait)], moment) };
    }
    default:
      return outlook;
  }
}

/**
 * When the last of a batch's variants is ready for review, from the same spreads as `estimateVariant`: their
 * chances multiply, so the result is the date of the maximum. A quote still being prepared counts as waiting.
 * Cancelled variants count nowhere. Source: domain.md, "Forecast".
 */
export function estimateBatch(situations: readonly Situation[], moment: Moment): BatchEstimate {
  const ours: Spread[] = [];
  const waiting: Extract<Outlook, { kind: "conditional" }>[] = [];
  const done: number[] = [];
  const notIncluded = { rejected: 0, error: 0 };
  for (const situation of situations) {
    const outlook = outlookOf(situation, moment);
    if (outlook.kind === "range") ours.push(outlook.spread);
    else if (outlook.kind === "done") done.push(outlook.at.getTime());
    else if (outlook.kind === "none") notIncluded.error += outlook.reason === "error" ? 1 : 0;
    else if (outlook.on === "approval") waiting.push(outlook);
    else notIncluded.rejected += 1;
  }
  const last = done.reduce((latest, at) => Math.max(latest, at), Number.NEGATIVE_INFINITY);
  return {
    expected: ours.length > 0 ? { count: ours.length, ...rangeOf(ours, moment) } : null,
    ifApproved: waiting.length > 0 ? ifApproved(ours, waiting, moment) : null,
    done: done.length > 0 ? { count: done.length, at: new Date(last) } : null,
    notIncluded,
  };
}

function ifApproved(
  ours: readonly Spread[],
  waiting: readonly Extract<Outlook, { kind: "conditional" }>[],
  moment: Moment,
): NonNullable<BatchEstimate["ifApproved"]> {
  const earliest = waiting.reduce((latest, quote) => Math.max(latest, quote.earliest), 0);
  const { wait, decidedBy } = decisionAt(moment, earliest);
  const all = [...ours, ...waiting.map((quote) => quote.spread(wait))];
  return { count: waiting.length, decidedBy, ...rangeOf(all, moment) };
}
