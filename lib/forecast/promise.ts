import { localDate } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { dateNumber, workingDaysOf } from "@/lib/calendar/working-days";
import type { BatchEstimate } from "@/lib/forecast/policy-estimate";

/** Days between which something is ready for review: even odds, and 85%. */
export interface Days {
  readonly from: Date;
  readonly to: Date;
}

/** What is shown of a batch's dates. A `range` may carry a condition too; `ready` came true, `none` has no date. */
export interface Promised {
  readonly kind: "range" | "conditional" | "ready" | "none";
  readonly expected: Days | null;
  readonly ifApproved: (Days & { readonly count: number; readonly decidedBy: Date }) | null;
}

/** Why a promise gives way: its kind is another, its 85% date moved, or what it says of a quote no longer holds. */
export type Shift = "first" | "status" | "later" | "earlier" | "condition";

/** What an estimate would promise. `isReady`: every variant that is not cancelled was completed. */
export function promisedBy({ expected, ifApproved }: BatchEstimate, isReady: boolean): Promised {
  const days = expected && { from: expected.p50, to: expected.p85 };
  const condition = ifApproved && {
    from: ifApproved.p50,
    to: ifApproved.p85,
    count: ifApproved.count,
    decidedBy: ifApproved.decidedBy,
  };
  const kind = days ? "range" : condition ? "conditional" : isReady ? "ready" : "none";
  return { kind, expected: days, ifApproved: condition };
}

/**
 * Whether what stands gives way to what is reckoned now; null where it holds. A date is not changed for noise: the new
 * 85% date has to lie outside the days shown and at least one working day from the old one. A condition is said anew
 * once its day has passed, a quote came or went, or its date moved as far. Source: domain.md, "Forecast".
 */
export function shiftOf(
  stands: Promised | null,
  next: Promised,
  { calendar, now }: { calendar: Calendar; now: Date },
): Shift | null {
  if (!stands) return next.kind === "none" ? null : "first";
  if (stands.kind !== next.kind) return "status";
  if (stands.expected && next.expected) {
    const moved = direction(stands.expected, next.expected, calendar);
    if (moved) return moved;
  }
  return conditionGivesWay(stands, next, { calendar, now }) ? "condition" : null;
}

/**
 * How much of a change comes of what was learned: all of it where the date would have held `without`, most where that
 * would have moved it the other way or less than half as far; null where the date would have moved anyway.
 */
export function shareLearned(
  stands: Promised | null,
  { next, without }: { next: Promised; without: Promised },
  by: { calendar: Calendar; now: Date },
): "all" | "most" | null {
  const otherwise = shiftOf(stands, without, by);
  if (!otherwise) return "all";
  if (otherwise === "status" || otherwise === "first") return null;
  if (otherwise !== shiftOf(stands, next, by)) return "most";
  const [was, is, would] = [stands, next, without].map((promised) => {
    const days = otherwise === "condition" ? promised?.ifApproved : promised?.expected;
    return days ? localDate(by.calendar, days.to) : null;
  });
  if (!was || !is || !would) return null;
  const far = (to: string) => workingDatesBetween(by.calendar, was, to);
  return 2 * far(would) < far(is) ? "most" : null;
}

function conditionGivesWay(
  { ifApproved: was }: Promised,
  { ifApproved: is }: Promised,
  { calendar, now }: { calendar: Calendar; now: Date },
): boolean {
  if (!was || !is) return was !== is;
  return was.count !== is.count || was.decidedBy < now || direction(was, is, calendar) !== null;
}

/** "later" or "earlier" where the new 85% date is noticeably another. */
function direction(was: Days, is: Days, calendar: Calendar): "later" | "earlier" | null {
  const [from, to, now] = [was.from, was.to, is.to].map((at) => localDate(calendar, at)) as [
    string,
    string,
    string,
  ];
  if ((from <= now && now <= to) || workingDatesBetween(calendar, to, now) < 1) return null;
  return now > to ? "later" : "earlier";
}

/** How many working dates lie after the earlier and until the later of two ISO dates. */
export function workingDatesBetween(calendar: Calendar, one: string, other: string): number {
  const [from, to] = [dateNumber(one), dateNumber(other)].sort((a, b) => a - b) as [number, number];
  const working = workingDaysOf(calendar);
  let count = 0;
  for (let date = from + 1; date <= to; date++) {
    const next = working.onOrAfter(date).date;
    if (next > to) break;
    count += 1;
    date = next;
  }
  return count;
}

/** What is shown after a shift: where only the condition gave way, the date that holds stays as it was said. */
export function promiseAfter(stands: Promised | null, next: Promised, shift: Shift): Promised {
  if (shift !== "condition" || !stands?.expected) return next;
  return { ...next, expected: stands.expected, ifApproved: notBefore(next.ifApproved, stands.expected) };
}

/** What a reader is shown at `now`: what stands where it is still about the same, otherwise what is reckoned now. */
export function shownAt(stands: Promised | null, next: Promised, now: Date): Promised {
  if (!stands || stands.kind !== next.kind) return next;
  const expected = stands.expected && stands.expected.to >= now ? stands.expected : next.expected;
  const { ifApproved: was } = stands;
  const holds = was && next.ifApproved && was.decidedBy >= now && was.count === next.ifApproved.count;
  return { kind: next.kind, expected, ifApproved: holds ? was : notBefore(next.ifApproved, expected) };
}

/** With more to do it cannot be done earlier than without. */
function notBefore(condition: Promised["ifApproved"], days: Days | null): Promised["ifApproved"] {
  if (!condition || !days) return condition;
  const later = (one: Date, other: Date) => (one > other ? one : other);
  return { ...condition, from: later(condition.from, days.from), to: later(condition.to, days.to) };
}
