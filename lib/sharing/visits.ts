/** What a visit saw, in figures and words the server has made. */
export interface Figures {
  /** Epoch milliseconds. */
  at: number;
  /** When, in words: "Fri 29 Nov 2024, 14:10 CET". */
  seen: string;
  validated: number;
  /** Validated or ready for review. */
  completed: number;
  /** Waiting for quote approval. */
  waiting: number;
  /** On the producer's turn and over time. */
  late: number;
  /** The 85% date as ISO day and in words; null where there is none. */
  due: { day: string; words: string } | null;
}
export type Visit = Figures;

/** The visit that is compared with, and the one that is going on. */
export interface Visits {
  before: Visit | null;
  last: Visit;
}

/** One visit lasts so long: reading a page again is not a new one. */
const oneVisit = 30 * 60_000;

/** The visits after this one. */
export function nextVisits(known: Visits | null, now: Figures): Visits {
  if (!known) return { before: null, last: now };
  const goesOn = now.at - known.last.at < oneVisit;
  return { before: goesOn ? known.before : known.last, last: goesOn ? { ...now, at: known.last.at } : now };
}

/** What the browser kept; null where it kept nothing, or something else. */
export function readVisits(text: string | null): Visits | null {
  if (!text) return null;
  try {
    const visits = JSON.parse(text) as Visits;
    return isVisit(visits.last) && (visits.before === null || isVisit(visits.before)) ? visits : null;
  } catch {
    return null;
  }
}

/** What was kept of a look; null where it is none. */
export const readVisit = (kept: unknown): Visit | null =>
  typeof kept === "object" && kept !== null && isVisit(kept as Visit) ? (kept as Visit) : null;

function isVisit(visit: Visit): boolean {
  const figures = [visit.at, visit.validated, visit.completed, visit.waiting, visit.late];
  return typeof visit.seen === "string" && figures.every(Number.isFinite);
}

export interface Change {
  /** "+9" */
  by: string;
  what: string;
  compared: string;
}

/** What changed between two visits, in the order in which it matters; empty where nothing did. */
export function changesBetween(before: Visit, now: Figures): Change[] {
  return [
    changed(before.validated, now.validated, "more were validated", "fewer are validated"),
    changed(before.completed, now.completed, "more were completed", "fewer are completed"),
    changed(
      before.waiting,
      now.waiting,
      before.waiting === 0 ? "wait for quote approval" : "more wait for quote approval",
      "fewer wait for quote approval",
    ),
    changed(before.late, now.late, "slipped over their time", "fewer are over their time"),
    moved(before.due, now.due),
  ].filter((change) => change !== null);
}

function changed(then: number, now: number, more: string, fewer: string): Change | null {
  if (then === now) return null;
  return { by: signed(now - then), what: now > then ? more : fewer, compared: `${then} then, ${now} now` };
}

function moved(then: Figures["due"], now: Figures["due"]): Change | null {
  if (!then || !now || then.day === now.day) return null;
  const days = Math.round((Date.parse(now.day) - Date.parse(then.day)) / 86_400_000);
  const unit = Math.abs(days) === 1 ? "day" : "days";
  return {
    by: `${signed(days)} ${unit}`,
    what: days > 0 ? "later than expected then" : "earlier than expected then",
    compared: `was ${then.words}, now ${now.words}`,
  };
}

const signed = (n: number) => (n > 0 ? `+${n}` : `−${Math.abs(n)}`);
