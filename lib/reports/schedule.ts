import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { loadRulesByTime } from "@/lib/batches/plan-rules";
import { type Complexity, limitsFor } from "@/lib/lifecycle/policy";
import type { Place, State } from "@/lib/lifecycle/states";
import type { Rules } from "@/lib/variants/rules";
import { frozenPlans } from "./frozen-plans";
import { type ActualSpan, type PlannedSpan, type Schedule, scheduleOf } from "./schedule-rows";
import { inScope, type Scope } from "./scope";
import { timelineOf } from "./timeline-steps";

/**
 * When the steps and the products of a scope were planned, went, and are planned to go on: first to last of all its
 * variants, cancelled ones left out. The plan is the one frozen at order. Source: domain.md, "Time".
 */
export async function loadSchedule(tx: Tx, scope: Scope, rules: Rules, now: Date): Promise<Schedule> {
  const [at, actual, alike] = await Promise.all([
    loadRulesByTime(tx),
    readActual(tx, scope, now),
    readAlike(tx, scope),
  ]);
  const planOf = frozenPlans(at);
  const planned = alike.flatMap((row): PlannedSpan[] => {
    const brand = { brandId: row.brand_id, complexity: row.complexity };
    const plan = planOf({ ...brand, orderedAt: new Date(row.ordered_at) });
    const atOrder = plan.map(({ state, start, end }) => ({
      productId: row.product_id,
      place: state as Place,
      kind: "order" as const,
      from: start,
      to: end,
    }));
    const start = new Date(row.entered_at);
    const dueAt = row.due_at === null ? null : new Date(row.due_at);
    const ahead = timelineOf({
      calendar: rules.calendar,
      now,
      stays: [{ place: row.place, revision: 1, start, end: null, days: 0, dueAt }],
      planned: plan,
      limits: (state) => limitsFor(rules.policy, state, brand),
      quoteResume: row.quote_resume,
      errorResume: row.error_resume,
    }).flatMap(({ place, currentStart, currentEnd }) =>
      currentEnd
        ? [
            {
              productId: row.product_id,
              place,
              kind: "current" as const,
              from: currentStart ?? now,
              to: currentEnd,
            },
          ]
        : [],
    );
    return [...atOrder, ...ahead];
  });
  const names = new Map(alike.map((row) => [row.product_id, row.product]));
  return scheduleOf(actual, planned, names, rules.calendar);
}

/** From the first variant of a product that came to a place to the last that left it. */
async function readActual(tx: Tx, scope: Scope, now: Date): Promise<ActualSpan[]> {
  type Row = { product_id: string; place: Place; began: string; ended: string | null; open: boolean };
  const rows = await tx.execute<Row>(sql`
    select s.product_id, s.place, min(s.at) as began, max(s.until) as ended, bool_or(s.until is null) as open
    from (select v.product_id, t.to_place as place, t.at,
        lead(t.at) over (partition by t.variant_id order by t.version) as until
      from variants v join transitions t on t.organisation_id = v.organisation_id and t.variant_id = v.id
      where ${inScope(scope)} and v.place <> 'cancelled') s
    where s.place not in ('validated', 'cancelled') group by 1, 2`);
  return rows.map(({ product_id, place, began, ended, open }) => ({
    productId: product_id,
    place,
    from: new Date(began),
    to: open || ended === null ? now : new Date(ended),
    open,
  }));
}

function readAlike(tx: Tx, scope: Scope) {
  return tx.execute<{
    product_id: string;
    product: string;
    ordered_at: string;
    brand_id: string;
    complexity: Complexity;
    place: Place;
    entered_at: string;
    due_at: string | null;
    quote_resume: State | null;
    error_resume: State | null;
  }>(sql`
    select v.product_id, p.name as product, o.placed_at as ordered_at, v.brand_id, v.complexity, v.place,
      max(v.entered_at) as entered_at, v.due_at, v.quote_resume, v.error_resume
    from variants v
    join orders o on o.organisation_id = v.organisation_id and o.id = v.order_id
    join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
    where ${inScope(scope)} and v.place <> 'cancelled'
    group by v.product_id, p.name, o.placed_at, v.brand_id, v.complexity, v.place, v.due_at, v.quote_resume, v.error_resume`);
}
