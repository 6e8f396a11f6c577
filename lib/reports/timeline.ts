import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { businessDaysBetween } from "@/lib/calendar/business-time";
import { META } from "@/lib/lifecycle/meta";
import { limitsFor } from "@/lib/lifecycle/policy";
import type { Place, State } from "@/lib/lifecycle/states";
import { SIDES, sideOf } from "@/lib/lifecycle/turn-days";
import type { Rules } from "@/lib/variants/rules";
import { hundredths, TURN_DAYS, TURN_WORDS } from "./detailed";
import type { Column } from "./format/columns";
import { frozenPlans } from "./frozen-plans";
import { inScope, type Scope } from "./scope";
import { type ActualStay, statesAhead, type TimelineStep, timelineOf } from "./timeline-steps";
import type { VariantFacts } from "./variant-facts";

/** One step of one variant as a line of the Timeline report. */
export interface TimelineRow extends TimelineStep {
  variant: VariantFacts;
  /** 1 for the order, counted over past and planned steps. */
  step: number;
}

const STATUS_WORDS = { done: "Done", now: "Now", planned: "Planned" } as const;

/** One row per variant and step. Source: domain.md, "Reports". */
export const timelineColumns: Column<TimelineRow>[] = [
  {
    key: "organisation",
    header: "Organisation",
    kind: "text",
    audience: "producer",
    value: (r) => r.variant.organisation,
  },
  { key: "sku", header: "SKU", kind: "text", audience: "everyone", value: (r) => r.variant.sku },
  { key: "product", header: "Product", kind: "text", audience: "everyone", value: (r) => r.variant.product },
  { key: "step", header: "Step", kind: "integer", audience: "everyone", value: (r) => r.step },
  { key: "state", header: "State", kind: "text", audience: "everyone", value: (r) => META[r.place].label },
  {
    key: "status",
    header: "Status",
    kind: "text",
    audience: "everyone",
    value: (r) => STATUS_WORDS[r.status],
  },
  {
    key: "plannedStart",
    header: "Planned start",
    kind: "datetime",
    audience: "everyone",
    value: (r) => r.plannedStart,
  },
  {
    key: "plannedEnd",
    header: "Planned end",
    kind: "datetime",
    audience: "everyone",
    value: (r) => r.plannedEnd,
  },
  {
    key: "actualStart",
    header: "Actual start",
    kind: "datetime",
    audience: "everyone",
    value: (r) => r.actualStart,
  },
  {
    key: "actualEnd",
    header: "Actual end",
    kind: "datetime",
    audience: "everyone",
    value: (r) => r.actualEnd,
  },
  {
    key: "currentStart",
    header: "Current plan: start",
    kind: "datetime",
    audience: "everyone",
    value: (r) => r.currentStart,
  },
  {
    key: "currentEnd",
    header: "Current plan: end",
    kind: "datetime",
    audience: "everyone",
    value: (r) => r.currentEnd,
  },
  {
    key: "days",
    header: "Business days",
    kind: "decimal",
    audience: "everyone",
    value: (r) => (r.days === null ? null : hundredths(r.days)),
  },
  {
    key: "turn",
    header: "Whose turn",
    kind: "text",
    audience: "everyone",
    value: (r) => TURN_WORDS[META[r.place].turn],
  },
  ...SIDES.map(
    (side): Column<TimelineRow> => ({
      key: `days-${side}`,
      header: TURN_DAYS[side],
      kind: "decimal",
      audience: "everyone",
      value: (r) => (r.days !== null && sideOf(r.place) === side ? hundredths(r.days) : null),
    }),
  ),
  {
    key: "lateBy",
    header: "Late by (business days)",
    kind: "decimal",
    audience: "everyone",
    value: (r) => (r.lateBy === null ? null : hundredths(r.lateBy)),
  },
  { key: "revision", header: "Revision", kind: "integer", audience: "everyone", value: (r) => r.revision },
  { key: "order", header: "Order", kind: "text", audience: "everyone", value: (r) => r.variant.order },
  { key: "batch", header: "Batch", kind: "text", audience: "everyone", value: (r) => r.variant.batch },
];

/** How many rows the Timeline report of a scope has: every stay so far, and the states still ahead. */
export async function countTimelineRows(tx: Tx, scope: Scope): Promise<number> {
  const groups = await tx.execute<{
    place: Place;
    quote_resume: State | null;
    error_resume: State | null;
    n: number;
    stays: number;
  }>(sql`
    select v.place, v.quote_resume, v.error_resume, count(*)::int as n, sum(v.version)::int as stays
    from variants v where ${inScope(scope)} group by 1, 2, 3`);
  return groups.reduce(
    (rows, { place, quote_resume, error_resume, n, stays }) =>
      rows + stays + n * statesAhead(place, quote_resume, error_resume).length,
    0,
  );
}

/** The timelines of variants, read inside the transaction that gave them. */
export function timelineRows(
  tx: Tx,
  { organisationId }: Scope,
  { current, at, now }: { current: Rules; at: (moment: Date) => Rules; now: Date },
): (variants: VariantFacts[]) => Promise<TimelineRow[]> {
  const planOf = frozenPlans(at);
  return async (variants) => {
    const histories = await readStays(tx, organisationId, variants);
    return variants.flatMap((variant) => {
      const stays = histories.get(variant.id) ?? [];
      const open = stays.at(-1);
      if (open) {
        open.days = Math.max(0, businessDaysBetween(current.calendar, open.start, now));
        open.dueAt = variant.dueAt;
      }
      return timelineOf({
        calendar: current.calendar,
        now,
        stays,
        planned: planOf(variant),
        limits: (state) => limitsFor(current.policy, state, variant),
        quoteResume: variant.quoteResume,
        errorResume: variant.errorResume,
      }).map((step, index): TimelineRow => ({ ...step, variant, step: index + 1 }));
    });
  };
}

async function readStays(
  tx: Tx,
  organisationId: string,
  variants: VariantFacts[],
): Promise<Map<string, ActualStay[]>> {
  const ids = `{${variants.map(({ id }) => id).join(",")}}`;
  const rows = await tx.execute<{
    variant_id: string;
    to_place: Place;
    revision: number;
    at: string;
    left_elapsed: number | null;
    left_due_at: string | null;
  }>(sql`
    select variant_id, to_place, revision, at, left_elapsed, left_due_at from transitions
    where organisation_id = ${organisationId} and variant_id = any(${ids}::uuid[]) order by variant_id, version`);
  const histories = new Map<string, ActualStay[]>();
  for (const row of rows) {
    const stays = histories.get(row.variant_id) ?? [];
    if (stays.length === 0) histories.set(row.variant_id, stays);
    const start = new Date(row.at);
    const before = stays.at(-1);
    if (before) {
      before.end = start;
      before.days = row.left_elapsed ?? 0;
      before.dueAt = row.left_due_at === null ? null : new Date(row.left_due_at);
    }
    stays.push({ place: row.to_place, revision: row.revision, start, end: null, days: 0, dueAt: null });
  }
  return histories;
}
