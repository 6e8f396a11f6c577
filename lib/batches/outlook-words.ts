import { localDate } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { type DateStyle, formatDate, formatDay, formatInstant, formatRange } from "@/lib/calendar/format";
import { workingDatesBetween } from "@/lib/forecast/promise";
import type { Progress } from "@/lib/lifecycle/progress";
import { capital, counted } from "@/lib/words/counts";
import { formatIsoDay } from "@/lib/words/dates";
import type { DayRange, Outlook } from "./outlook";

/** Who reads: to the customer it is "your approval"; a stakeholder only learns that one is awaited. */
export type Reader = "customer" | "stakeholder";

export interface OutlookWords {
  /** "On track for 12–15 Dec", short enough for a list. */
  head: string;
  tone: "late" | null;
  /** What it rests on, most telling first. */
  notes: string[];
}

const range = ({ from, to }: DayRange, style: DateStyle, month: "short" | "long" = "short") =>
  formatRange(from, to, style, month);

/** A batch's outlook for a list. */
export function outlookWords(outlook: Outlook, style: DateStyle): OutlookWords {
  return {
    head: headOf(outlook, style),
    tone: outlook.status === "late" ? "late" : null,
    notes: notesOf(outlook, style),
  };
}

function headOf({ status, expected, ifApproved, doneAt }: Outlook, style: DateStyle): string {
  switch (status) {
    case "on_track":
      return expected ? `On track for ${range(expected, style)}` : "On track";
    case "late":
      return expected ? `Late: ${range(expected, style)}` : "Late";
    case "conditional":
      return ifApproved
        ? `If approved by ${formatDate(ifApproved.decidedBy, style)}: ${range(ifApproved, style)}`
        : "No date yet";
    case "review":
      return doneAt ? `Ready for review since ${formatDay(doneAt, style)}` : "Ready for review";
    case "finished":
      return doneAt ? `Finished ${formatDay(doneAt, style)}` : "Finished";
    case "stopped":
      return "No date yet";
    case "empty":
      return "No active variants";
  }
}

function notesOf(outlook: Outlook, style: DateStyle): string[] {
  const { status, expected, ifApproved } = outlook;
  if (status === "conditional") return ["no date until you decide", ...lastChange(outlook, style)];
  const notes: string[] = [];
  if (status === "late") notes.push(...lateness(outlook, style));
  if (expected && ifApproved) notes.push(approval(ifApproved, style));
  if (status === "on_track") notes.push(...lateness(outlook, style));
  if (expected && formatDate(expected.from, style) !== formatDate(expected.to, style)) {
    notes.push(`85% by ${formatDate(expected.to, style)}`);
  }
  if (outlook.errors + outlook.rejected > 0) notes.push(notIncluded(outlook));
  return [...notes, ...lastChange(outlook, style)];
}

/** Whether it is out of date; and "was 13 Dec": the 85% date said before, where it reads otherwise. */
function lastChange({ expected, ifApproved, promise }: Outlook, style: DateStyle): string[] {
  const is = expected ?? ifApproved;
  if (!promise || !is) return [];
  const before = promise.was && formatDate(promise.was, style);
  const { staleSince: since } = promise;
  return [
    ...(since ? [`out of date: last reckoned ${formatInstant(since, style)}`] : []),
    ...(before && before !== formatDate(is.to, style) ? [`was ${before}`] : []),
  ];
}

/** "if approved by 4 Dec: 15 Dec": the date by which the waiting ones are done too. */
export function approval(ifApproved: NonNullable<Outlook["ifApproved"]>, style: DateStyle): string {
  return `if approved by ${formatDate(ifApproved.decidedBy, style)}: ${formatDate(ifApproved.to, style)}`;
}

/**
 * "If approved by 4 Dec: 15 Dec. Each working day later moves it by a day." The second where those that wait for the
 * quote are the last to be ready, so that nothing hides the wait.
 */
export function approvalSentences({ expected, ifApproved }: Outlook, calendar: Calendar, now: Date): string {
  if (!ifApproved) return "";
  const first = `${capital(approval(ifApproved, { zone: calendar.zone, now }))}.`;
  const [ours, all] = [expected?.to, ifApproved.to].map((at) => at && localDate(calendar, at));
  const decides = !ours || (all && ours < all && workingDatesBetween(calendar, ours, all) >= 1);
  return decides ? `${first} Each working day later moves it by a day.` : first;
}

function target({ target: date, targetKind }: Outlook, style: DateStyle): string[] {
  if (!date) return [];
  return [`${targetKind === "promised" ? "promised for" : "asked for by"} ${formatIsoDay(date, style)}`];
}

function lateness(outlook: Outlook, style: DateStyle): string[] {
  const over = outlook.late > 0 ? [`${counted(outlook.late, "variant")} over time`] : [];
  return [...target(outlook, style), ...over];
}

function notIncluded({ errors, rejected }: Outlook): string {
  const parts = [
    errors > 0 ? `${counted(errors, "variant")} with an error` : null,
    rejected > 0 ? counted(rejected, "rejected quote") : null,
  ].filter((part) => part !== null);
  return `without ${parts.join(" and ")}`;
}

/** The two sentences a batch's page begins with: when it will be done, and what waits. The second may be missing. */
export function batchSentences(
  outlook: Outlook,
  progress: Progress,
  waiting: { quotes: number; rejected: number },
  reader: Reader,
  style: DateStyle,
): string[] {
  const second = waitingSentence(progress, waiting, reader);
  return [whenSentence(outlook, reader, style), ...(second ? [second] : [])];
}

function whenSentence(
  { status, expected, ifApproved, doneAt }: Outlook,
  reader: Reader,
  style: DateStyle,
): string {
  const long = (at: Date) => formatDate(at, style, "long");
  switch (status) {
    case "on_track":
      return expected ? `On track for ${range(expected, style, "long")}.` : "On track.";
    case "late":
      return expected ? `Late: expected ${range(expected, style, "long")}.` : "Late.";
    case "conditional":
      if (!ifApproved) return "No date yet.";
      return reader === "customer"
        ? `If you approve by ${long(ifApproved.decidedBy)}: ${range(ifApproved, style, "long")}.`
        : `If approved by ${long(ifApproved.decidedBy)}: ${range(ifApproved, style, "long")}.`;
    case "review":
      return "Everything is produced.";
    case "finished":
      return doneAt ? `Finished on ${long(doneAt)}.` : "Finished.";
    case "stopped":
      return "No date until this is decided.";
    case "empty":
      return "Nothing is in production here.";
  }
}

function waitingSentence(
  { buckets }: Progress,
  waiting: { quotes: number; rejected: number },
  reader: Reader,
): string | null {
  const your = reader === "customer" ? "your " : "";
  const sentence = (n: number, one: string, many: string) =>
    capital(`${counted(n, "variant")} ${n === 1 ? one : many}.`);
  if (waiting.quotes > 0)
    return sentence(waiting.quotes, `waits for ${your}approval`, `wait for ${your}approval`);
  if (waiting.rejected > 0)
    return sentence(waiting.rejected, `waits for ${your}decision`, `wait for ${your}decision`);
  if (buckets.ready > 0)
    return sentence(buckets.ready, `is ready for ${your}review`, `are ready for ${your}review`);
  if (buckets.attention > 0) return sentence(buckets.attention, "needs attention", "need attention");
  return null;
}
