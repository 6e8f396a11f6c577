import { type DateStyle, formatDate, formatInstant, formatRange } from "@/lib/calendar/format";
import { counted } from "@/lib/words/counts";
import type { ShownPromise } from "./list-promises";
import { reasonSentence } from "./reason-words";

export interface PromiseWords {
  /** "12–15 Dec", or what there was instead of a date. */
  date: string;
  /** "was 13 Dec", "first date", or that only the condition changed; null where it goes without saying. */
  change: string | null;
  /** Why, and what the date left out. */
  why: string;
}

/** A date of the ledger beside the one before it (`before`; null for the first). */
export function promiseWords(
  { version, kind, expected, ifApproved, readyAt, reasons, leftOut }: ShownPromise,
  before: ShownPromise | null,
  style: DateStyle,
): PromiseWords {
  const condition =
    ifApproved &&
    `if ${counted(ifApproved.count, "variant")} ${ifApproved.count === 1 ? "is" : "are"} approved by ${formatDate(ifApproved.decidedBy, style)}: ${formatDate(ifApproved.to, style)}`;
  const out =
    kind === "range" && leftOut > 0 ? `Without ${counted(leftOut, "variant")} that have stopped.` : "";
  const change = (to?: Date) => (version === 1 ? "first date" : changeOf(to, before, style));
  const why = [reasonSentence(reasons), out].filter(Boolean).join(" ");
  switch (kind) {
    case "range": {
      const date = expected ? formatRange(expected.from, expected.to, style) : "–";
      return {
        date: condition ? `${date}; ${condition}` : date,
        change: change(expected?.to),
        why,
      };
    }
    case "conditional":
      return {
        date: condition ? `I${condition.slice(1)}` : "–",
        change: change(ifApproved?.to),
        why,
      };
    case "ready":
      return {
        date: readyAt ? `Ready for review ${formatDate(readyAt, style)}` : "Ready for review",
        change: saidOf(before, style),
        why,
      };
    case "none":
      return { date: "No date", change: change(), why };
  }
}

const shownTo = (promise: ShownPromise | null) => promise?.expected?.to ?? promise?.ifApproved?.to;

function changeOf(to: Date | undefined, before: ShownPromise | null, style: DateStyle): string | null {
  const was = shownTo(before);
  if (!was) return null;
  const text = formatDate(was, style);
  return to && formatDate(to, style) === text ? null : `was ${text}`;
}

function saidOf(before: ShownPromise | null, style: DateStyle): string | null {
  const was = shownTo(before);
  return was ? `85% by ${formatDate(was, style)} was said` : null;
}

/** When it was said, with time and zone: "Tue 3 Dec 2024, 09:20 CET". */
export const saidAt = ({ at }: ShownPromise, { zone }: Pick<DateStyle, "zone">) =>
  formatInstant(at, { zone });
