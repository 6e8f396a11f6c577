import type { ProducerActor } from "@/lib/access/actor";
import { formatDate, formatDay, formatRange } from "@/lib/calendar/format";
import { estimateVariant } from "@/lib/forecast/policy-estimate";
import { permittedEvents } from "@/lib/lifecycle/decide";
import { META } from "@/lib/lifecycle/meta";
import { limitsFor } from "@/lib/lifecycle/policy";
import { DEPARTMENT_LABELS, type EventId, type Place, type State } from "@/lib/lifecycle/states";
import { delayOf, timeInStay } from "@/lib/lifecycle/stay";
import type { WorkRow } from "@/lib/variants/list-work";
import type { Rules } from "@/lib/variants/rules";

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
  /** organisation id */
  oi: string;
  b: string;
  l: Place;
  /** business days in state */
  t: number;
  d: "late" | "at_risk" | null;
  w: [number, number] | null;
  /** since */
  e: string;
  /** assigned to */
  a: string;
  /** expected */
  x: string;
  k: string;
  r: number;
  f: string | null;
  /** events this person may send */
  m: EventId[];
  /** production has begun, so that a quote needs a reason */
  g: boolean;
}

/** What money decides has its own page, and undo belongs to an operation or a variant. */
const NOT_IN_BULK: ReadonlySet<EventId> = new Set(["sendQuote", "withdrawQuote", "undo"]);

interface Given {
  actor: ProducerActor;
  rules: Rules;
  now: Date;
}

/** Rows of the console; every word is made here, so that little is sent and the browser computes nothing. */
export function consoleRows(rows: WorkRow[], { actor, rules, now }: Given): ConsoleRow[] {
  const style = { zone: rules.calendar.zone, now };
  return rows.map((row) => {
    const limit = limitsFor(rules.policy, row.place, row);
    const { turn, department } = META[row.place];
    return {
      i: row.id,
      v: row.version,
      s: row.sku,
      p: row.product,
      c: row.colour,
      br: row.brand,
      o: row.organisation,
      oi: row.organisationId,
      b: row.batch,
      l: row.place,
      t: Math.round(timeInStay(rules.calendar, row, now) * 1000) / 1000,
      d: delayOf(row.place, row, now),
      w: limit !== null && limit.reminder === null ? [limit.low, limit.high] : null,
      e: formatDay(row.enteredAt, style),
      a: turn === "customer" ? "customer" : (row.assignee ?? nameOf(row.department ?? department)),
      x: expected(row, { actor, rules, now }),
      k: row.complexity,
      r: row.revision,
      f: row.flag,
      m: eventsOf(row, actor, now),
      g: row.productionBegun,
    };
  });
}

const nameOf = (department: keyof typeof DEPARTMENT_LABELS | null) =>
  department ? DEPARTMENT_LABELS[department] : "–";

function eventsOf(row: WorkRow, { kind, userId }: ProducerActor, at: Date): EventId[] {
  const situation = {
    place: row.place,
    quoteResume: row.quoteResume,
    errorResume: row.errorResume,
    revision: row.revision,
    productionBegun: row.productionBegun,
    modellingBegun: row.modellingBegun,
    quoteOpen: false,
    replaced: row.replaced,
    blockingFlag: false,
    modelMissing: false,
    withinApprovalLimit: false,
    latest: null,
  };
  return permittedEvents(situation, { role: kind, id: userId, at }).filter(
    (event) => !NOT_IN_BULK.has(event),
  );
}

function expected(row: WorkRow, { rules, now }: Given): string {
  const limits = (state: State) => limitsFor(rules.policy, state, row);
  const estimate = estimateVariant({ ...row, limits }, { calendar: rules.calendar, now });
  const style = { zone: rules.calendar.zone, now };
  switch (estimate.kind) {
    case "range":
      return formatRange(estimate.p50, estimate.p85, style);
    case "conditional":
      return `if decided: ${formatDate(estimate.p85, style)}`;
    case "done":
      return "completed";
    case "none":
      return "–";
  }
}
