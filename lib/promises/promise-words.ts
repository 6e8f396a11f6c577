import { type DateStyle, formatDate, formatInstant, formatRange } from "@/lib/calendar/format";
import { counted } from "@/lib/words/counts";
import type { ShownPromise } from "./list-promises";
import { reasonSentence } from "./reason-words";

export interface PromiseWords {
  /** "12–15 Dec", or what there was instead of a date. */
  date: string;
  /** "was 13 Dec" or "first date"; null where it stayed. */
  change: string | null;
  /** Why it changed, what it says of a quote, and what it left out. */
  why: string;
}

/** A date of the ledger beside the one before it (`before`; null for the first). */
export function promiseWords(
  promise: ShownPromise,
  before: ShownPromise | null,
  style: DateStyle,
): PromiseWords {
  const { version, kind, ifApproved, reasons, leftOut } = promise;
  const why = [
    reasonSentence(reasons),
    kind === "range" && ifApproved ? `${conditionWords(ifApproved, style)}.` : "",
    kind === "range" && leftOut > 0 ? `Without ${counted(leftOut, "variant")} that have stopped.` : "",
  ];
  return {
    date: dateWords(promise, style),
    change: version === 1 ? "first date" : changeWords(promise, before, style),
    why: why.filter(Boolean).join(" "),
  };
}

function dateWords({ kind, expected, ifApproved, readyAt }: ShownPromise, style: DateStyle): string {
  switch (kind) {
    case "range":
      return expected ? formatRange(expected.from, expected.to, style) : "–";
    case "conditional":
      return ifApproved ? conditionWords(ifApproved, style) : "–";
    case "ready":
      return readyAt ? `Ready for review ${formatDate(readyAt, style)}` : "Ready for review";
    case "none":
      return "No date";
  }
}

/** "If ten variants are approved by 4 Dec: 15 Dec". */
function conditionWords(
  { count, decidedBy, to }: NonNullable<ShownPromise["ifApproved"]>,
  style: DateStyle,
): string {
  const are = `${counted(count, "variant")} ${count === 1 ? "is" : "are"}`;
  return `If ${are} approved by ${formatDate(decidedBy, style)}: ${formatDate(to, style)}`;
}

const shownTo = (promise: ShownPromise | null) => promise?.expected?.to ?? promise?.ifApproved?.to;

function changeWords(promise: ShownPromise, before: ShownPromise | null, style: DateStyle): string | null {
  const was = shownTo(before);
  if (!was) return null;
  const [is, text] = [shownTo(promise), formatDate(was, style)];
  if (promise.kind === "ready") return `85% by ${text} was said`;
  return is && formatDate(is, style) === text ? null : `was ${text}`;
}

/** When it was said, with time and zone: "Tue 3 Dec 2024, 09:20 CET". */
export const saidAt = ({ at }: ShownPromise, { zone }: Pick<DateStyle, "zone">) =>
  formatInstant(at, { zone });
