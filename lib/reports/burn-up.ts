import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { inScope, type Scope } from "./scope";

/** How many variants had come how far by the end of a day of the producer's zone. */
export interface BurnUpDay {
  /** ISO */
  day: string;
  /** Ordered and not cancelled. */
  total: number;
  /** Ready for review or validated. */
  produced: number;
  validated: number;
}

/**
 * How a scope's variants came along, a line for each day on which something changed, oldest first; from the history of
 * those that are in the scope now.
 */
export async function loadBurnUp(tx: Tx, scope: Scope, zone: string): Promise<BurnUpDay[]> {
  const made = sql.raw("('completed', 'validated')");
  const changes = await tx.execute<{ day: string; total: number; produced: number; validated: number }>(sql`
    select (t.at at time zone ${zone})::date::text as day,
      sum((t.to_place <> 'cancelled')::int - (t.from_place not in ('', 'cancelled'))::int)::int as total,
      sum((t.to_place in ${made})::int - (t.from_place in ${made})::int)::int as produced,
      sum((t.to_place = 'validated')::int - (t.from_place = 'validated')::int)::int as validated
    from transitions t
    where t.organisation_id = ${scope.organisationId}
      and t.variant_id in (select v.id from variants v where ${inScope(scope)})
      and (t.from_place in ('', 'cancelled', 'completed', 'validated') or t.to_place in ('cancelled', 'completed', 'validated'))
    group by 1 order by 1`);
  return summedUp(changes);
}

/** Sums of changes, day by day; days that changed nothing in the end are left out. */
export function summedUp(changes: readonly BurnUpDay[]): BurnUpDay[] {
  let sum = { total: 0, produced: 0, validated: 0 };
  const days: BurnUpDay[] = [];
  for (const { day, total, produced, validated } of changes) {
    if (total === 0 && produced === 0 && validated === 0) continue;
    sum = {
      total: sum.total + total,
      produced: sum.produced + produced,
      validated: sum.validated + validated,
    };
    days.push({ day, ...sum });
  }
  return days;
}
