import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { NO_COUNTS, type PlaceCounts } from "@/lib/lifecycle/progress";
import { PLACES, type Place } from "@/lib/lifecycle/states";
import { inScope, type Scope } from "./scope";

const WEEK = 7 * 86_400_000;

/** Where the variants that are in a scope now stood seven days ago, from what moved since; null for a narrowed scope. */
export async function lastWeekOf(
  tx: Tx,
  scope: Scope,
  counts: PlaceCounts,
  now: Date,
): Promise<PlaceCounts | null> {
  if (scope.only) return null;
  const since = sql`${new Date(now.getTime() - WEEK).toISOString()}::timestamptz`;
  const moves = await tx.execute<{ from_place: Place | ""; to_place: Place; n: number }>(sql`
    select t.from_place, t.to_place, count(*)::int as n from transitions t
    join variants v on v.organisation_id = t.organisation_id and v.id = t.variant_id
    where t.organisation_id = ${scope.organisationId} and t.at > ${since} and ${inScope(scope)} group by 1, 2`);
  const before: Record<Place, number> = { ...NO_COUNTS };
  for (const place of PLACES) before[place] = counts[place];
  for (const { from_place, to_place, n } of moves) {
    before[to_place] -= n;
    if (from_place !== "") before[from_place] += n;
  }
  return before;
}
