import type { EventId } from "@/lib/lifecycle/states";
import type { Shift } from "./promise";

/** Codes of why a date changed, the most telling first. */
export const REASON_CODES = [
  "produced",
  "learned",
  "relearned",
  "revisions",
  "errors",
  "added",
  "cancelled",
  "quote_waited",
  "quote_needed",
  "rejected",
  "approved",
  "moved_in",
  "moved_out",
  "returned",
  "resumed",
  "limits",
  "calendar",
  "over_time",
  "undecided",
  "slower",
  "faster",
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** `count` variants, or `days` business days, where the reason has a figure. */
export interface Reason {
  readonly code: ReasonCode;
  readonly count?: number;
  readonly days?: number;
}

/** What happened in a batch since its date was said last. */
export interface Happened {
  /** Variants each event befell. */
  readonly events: Partial<Record<EventId | "order", number>>;
  readonly movedIn: number;
  readonly movedOut: number;
  /** Business days the longest quote that was decided since had waited for the customer, and the longest open one; 0 where none did. */
  readonly quoteWaited: { readonly decided: number; readonly open: number };
  readonly limitsChanged: boolean;
  readonly calendarChanged: boolean;
  /** What was learned last did all of it, as the date would have held otherwise, or most; null where it did not. */
  readonly learned: { readonly did: "all" | "most"; readonly forTheFirstTime: boolean } | null;
  /** Variants on the producer's turn past their limit now. */
  readonly overTime: number;
}

const OF_EVENT: readonly [EventId | "order", ReasonCode][] = [
  ["requestRevision", "revisions"],
  ["reportError", "errors"],
  ["order", "added"],
  ["cancel", "cancelled"],
  ["requestQuote", "quote_needed"],
  ["rejectQuote", "rejected"],
  ["acceptQuote", "approved"],
  ["returnToModelling", "returned"],
  ["retry", "resumed"],
];
/** What brings work back or makes it more can only put a date off; taking work away, as to a quote, can only bring it forward. */
const ONLY_LATER: ReadonlySet<ReasonCode> = new Set([
  "revisions",
  "added",
  "moved_in",
  "returned",
  "over_time",
  "quote_waited",
  "approved",
]);
const ONLY_EARLIER: ReadonlySet<ReasonCode> = new Set(["cancelled", "moved_out", "quote_needed", "rejected"]);
const OF_CONDITION: ReadonlySet<ReasonCode> = new Set([
  "learned",
  "relearned",
  "quote_waited",
  "quote_needed",
  "approved",
  "rejected",
]);
const MOST = 3;

/** Why a batch's date changed: the three most telling reasons. Empty for the first one. */
export function reasonsOf(shift: Shift, isReady: boolean, happened: Happened): Reason[] {
  if (shift === "first") return isReady ? [{ code: "produced" }] : [];
  if (isReady) return [{ code: "produced" }];
  const { learned } = happened;
  const taught: Reason[] = learned ? [{ code: learned.forTheFirstTime ? "learned" : "relearned" }] : [];
  if (learned?.did === "all") return taught;
  const found = [...taught];
  for (const [event, code] of OF_EVENT) {
    const count = happened.events[event] ?? 0;
    if (count > 0) found.push({ code, count });
  }
  const { movedIn, movedOut, quoteWaited, overTime } = happened;
  if (movedIn > 0) found.push({ code: "moved_in", count: movedIn });
  if (movedOut > 0) found.push({ code: "moved_out", count: movedOut });
  const ofDate = shift === "later" || shift === "earlier";
  const waited = Math.floor(ofDate ? quoteWaited.decided : Math.max(quoteWaited.decided, quoteWaited.open));
  if (waited >= 1) found.push({ code: "quote_waited", days: waited });
  if (happened.limitsChanged) found.push({ code: "limits" });
  if (happened.calendarChanged) found.push({ code: "calendar" });
  if (overTime > 0) found.push({ code: "over_time", count: overTime });
  const fitting = found.filter(({ code }) => fits(code, shift));
  if (fitting.length === 0) {
    if (shift === "later") return [{ code: "slower" }];
    if (shift === "earlier") return [{ code: "faster" }];
    if (shift === "condition") return [{ code: "undecided" }];
  }
  return fitting.sort((a, b) => REASON_CODES.indexOf(a.code) - REASON_CODES.indexOf(b.code)).slice(0, MOST);
}

function fits(code: ReasonCode, shift: Shift): boolean {
  if (shift === "later") return !ONLY_EARLIER.has(code);
  if (shift === "earlier") return !ONLY_LATER.has(code);
  return shift !== "condition" || OF_CONDITION.has(code);
}
