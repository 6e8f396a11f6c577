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
import { withHistory } from "@/lib/forecast/learned-model";
import {
  pathAfter,
  pathAfterApproval,
  pathAfterRevision,
  remainingHere,
  type Situation,
  stayed,
} from "@/lib/forecast/policy-estimate-path";
import { daysUntilAll, type Spread, spreadOf } from "@/lib/forecast/policy-estimate-spread";

const MINUTE = 60_000;

/** What an estimate is made under. `decidedBy` is when the customer decides; see `usualDecision` where it is absent. */
export type Moment = {
  readonly calendar: Calendar;
  readonly now: Date;
  readonly decidedBy?: Date;
  /** How far the variants of a batch are late apart from each other, as learned (`LearnedModel`); else wholly. */
  readonly apart?: number;
};

/** Ready for review with even odds (p50), and with 85% (p85); both fall on working days, p50 is not after p85. */
export type Range = { readonly p50: Date; readonly p85: Date };

/** Where a decision date is not given: the closing of the next working day, "if approved by 4 Dec". */
export function usualDecision(calendar: Calendar, now: Date): Date {
  return closingOf(calendar, isoDateOf(dateNumber(localDate(calendar, now)) + 1));
}

/** Waits for the customer. */
export type Conditional = {
  kind: "conditional";
  on: "approval" | "revision";
  count: number;
  /** Business days until there is a quote to decide on. */
  earliest: number;
  /** From now, where the decision is so many business days away. */
  spread: (wait: number) => Spread;
};
/** What is known before a decision date and other variants are considered. */
export type Outlook =
  | { kind: "range"; spread: Spread }
  | Conditional
  | { kind: "done"; at: Date }
  | { kind: "none"; reason: "cancelled" | "error" };

/** What the place of `count` variants that stand alike says about their completion. */
export function outlookOf(situation: Situation, { calendar, now }: Moment, count: number): Outlook {
  const { place } = situation;
  switch (place) {
    case "completed":
    case "validated":
      return { kind: "done", at: situation.enteredAt };
    case "cancelled":
    case "error":
      return { kind: "none", reason: place };
    case "quote_rejected":
      return conditional("revision", 0, situation, count);
    case "quote_sent":
      return conditional("approval", 0, situation, count);
    case "quote_requested": {
      const preparing = remainingHere(situation, place, calendar, now).high;
      return conditional("approval", preparing, situation, count);
    }
    default: {
      const here = remainingHere(situation, place, calendar, now);
      const policy = spreadOf(here, pathAfter(situation, place), { count });
      const resume = place === "quote_accepted" ? situation.quoteResume : null;
      const cell = situation.learned?.(place, resume) ?? null;
      return { kind: "range", spread: withHistory(policy, cell, stayed(situation, calendar, now)) };
    }
  }
}

function conditional(
  on: Conditional["on"],
  earliest: number,
  situation: Situation,
  count: number,
): Conditional {
  const path = on === "approval" ? pathAfterApproval(situation) : pathAfterRevision(situation);
  const next = on === "approval" ? "quote_accepted" : "quote_requested";
  const cell = situation.learned?.(next, situation.quoteResume) ?? null;
  const spread = (wait: number) =>
    withHistory(spreadOf(path.first, path.rest, { wait, count }), cell, 0, wait);
  return { kind: "conditional", on, count, earliest, spread };
}

/** Business days until the decision, and the moment it is counted from: not before now or the quote itself. */
export function decisionAt(
  { calendar, now, decidedBy }: Moment,
  earliest: number,
): { wait: number; decidedBy: Date } {
  const wished = decidedBy ?? usualDecision(calendar, now);
  const wait = businessDaysBetween(calendar, now, wished);
  if (wait >= earliest && wished >= now) return { wait, decidedBy: wished };
  return { wait: earliest, decidedBy: addBusinessDays(calendar, now, earliest) };
}

/** To the minute, as the sums are no finer, and read as a working day: a closing at midnight reads as the next date. */
function momentAfter(days: number, { calendar, now }: Moment): Date {
  const exact = addBusinessDays(calendar, now, days).getTime();
  const at = new Date(Math.max(now.getTime(), Math.round(exact / MINUTE) * MINUTE));
  if (isWorkingDate(calendar, localDate(calendar, at))) return at;
  return at > now ? new Date(at.getTime() - 1) : nextOpening(calendar, at);
}

/** When all of these are done. */
export function rangeOf(spreads: readonly Spread[], moment: Moment): Range {
  const [p50, p85] = [0.5, 0.85].map((p) => daysUntilAll(spreads, p, moment.apart)) as [number, number];
  return { p50: momentAfter(p50, moment), p85: momentAfter(p85, moment) };
}
