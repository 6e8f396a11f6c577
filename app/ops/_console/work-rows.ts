import type { ProducerActor } from "@/lib/access/actor";
import { formatDate, formatRange } from "@/lib/calendar/format";
import { estimateVariant } from "@/lib/forecast/policy-estimate";
import { situationOf } from "@/lib/learning/learned-in-force";
import { META } from "@/lib/lifecycle/meta";
import { limitsFor } from "@/lib/lifecycle/policy";
import { DEPARTMENT_LABELS, type Place } from "@/lib/lifecycle/states";
import { delayOf, timeInStay } from "@/lib/lifecycle/stay";
import type { WorkRow } from "@/lib/variants/list-work";
import type { Rules } from "@/lib/variants/rules";
import { kindsOf, type WorkKind } from "@/lib/variants/work-offers";

/** A variant as the console takes it; short names, because two hundred of them travel with a page. */
export interface ConsoleRow {
  i: string;
  /** version */
  v: number;
  s: string;
  p: string;
  c: string;
  br: string;
  o: string;
  b: string;
  l: Place;
  /** business days in state; null where nobody waits for it */
  t: number | null;
  d: "late" | "at_risk" | null;
  w: [number, number] | null;
  /** since */
  e: string;
  /** assigned to: a name or a department, empty for nobody */
  a: string;
  /** assignee's id */
  ai: string | null;
  /** expected */
  x: string;
  k: string;
  r: number;
  f: string | null;
  /** organisation id */
  oi: string;
  /** position in the page's kinds: what can be done to it */
  m: number;
}

export interface ConsoleRows {
  rows: ConsoleRow[];
  kinds: WorkKind[];
}

interface Given {
  actor: ProducerActor;
  rules: Rules;
  now: Date;
}

/** Rows of the console; every word is made here, so that little is sent and the browser computes nothing. */
export function consoleRows(found: WorkRow[], { actor, rules, now }: Given): ConsoleRows {
  const style = { zone: rules.calendar.zone, now };
  const { kinds, kindOf } = kindsOf(found, { role: actor.kind, id: actor.userId, at: now });
  const estimates = new Map<string, string>();
  const rows = found.map((row, index): ConsoleRow => {
    const limit = limitsFor(rules.policy, row.place, row);
    return {
      i: row.id,
      v: row.version,
      s: row.sku,
      p: row.product,
      c: row.colour,
      br: row.brand,
      o: row.organisation,
      b: row.batch,
      l: row.place,
      t: META[row.place].turn === "none" ? null : round(timeInStay(rules.calendar, row, now)),
      d: delayOf(row.place, row, now),
      w: limit !== null && limit.reminder === null ? [limit.low, limit.high] : null,
      e: formatDate(row.enteredAt, style),
      a: assignedTo(row),
      ai: row.assigneeId,
      x: expected(row, { actor, rules, now }, estimates),
      k: row.complexity,
      r: row.revision,
      f: row.flag,
      oi: row.organisationId,
      m: kindOf[index] ?? 0,
    };
  });
  return { rows, kinds };
}

/** To the hour of an eight-hour day, as times are written. */
const round = (days: number) => Math.round(days * 1000) / 1000;

function assignedTo({ place, assignee, department }: WorkRow): string {
  const { turn } = META[place];
  if (turn === "customer") return "Customer";
  if (turn === "none") return "";
  if (assignee) return assignee;
  return department ? DEPARTMENT_LABELS[department] : "";
}

/** Variants that stand alike are reckoned once: a bulk moves many at the same moment. */
function expected(row: WorkRow, { rules, now }: Given, known: Map<string, string>): string {
  const { place, enteredAt, spent, quoteResume, quoteResumeSpent, brandId, complexity } = row;
  const stands = [place, enteredAt.getTime(), spent, quoteResume, quoteResumeSpent];
  const key = [...stands, brandId, complexity, row.customised, row.revision > 0].join();
  let words = known.get(key);
  if (words === undefined) {
    words = estimateWords(row, rules, now);
    known.set(key, words);
  }
  return words;
}

function estimateWords(row: WorkRow, rules: Rules, now: Date): string {
  const { calendar } = rules;
  const estimate = estimateVariant(situationOf(rules, row), { calendar, now });
  const style = { zone: calendar.zone, now };
  switch (estimate.kind) {
    case "range":
      return formatRange(estimate.p50, estimate.p85, style);
    case "conditional":
      return `if decided ${formatDate(estimate.p85, style)}`;
    case "done":
      return "completed";
    case "none":
      return "–";
  }
}
