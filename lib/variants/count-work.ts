import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { Place } from "@/lib/lifecycle/states";
import { preferIndexes } from "./list-work";
import { placeArray, placesOfWork, type WorkFilter, workCondition } from "./work-filter";
import { lookAhead, MANY_FOUND, type WorkSearch } from "./work-search";

/** Most variants one bulk command takes. */
export const MOST_AT_ONCE = 100_000;

/** How many variants a filter matches; `more` where counting stopped, which it does early for a search. */
export interface WorkCount {
  count: number;
  more: boolean;
}

/** Counts what a filter matches, as far as a bulk command reaches. */
export async function countWork(tx: Tx, filter: WorkFilter, now: Date): Promise<WorkCount> {
  const search = await workSearch(tx, filter);
  const most = search.many ? MANY_FOUND : MOST_AT_ONCE;
  const [row] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from (select 1 from ${matching(filter, search, now)} limit ${most + 1}) v`);
  const found = row?.n ?? 0;
  return { count: Math.min(found, most), more: found > most };
}

/** The ids a filter matches at this moment; at most `MOST_AT_ONCE + 1`. */
export async function selectWork(tx: Tx, filter: WorkFilter, now: Date): Promise<string[]> {
  const search = await workSearch(tx, filter);
  const rows = await tx.execute<{ id: string }>(
    sql`select v.id from ${matching(filter, search, now)} limit ${MOST_AT_ONCE + 1}`,
  );
  return rows.map((row) => row.id);
}

/** How a filter's search is read best, before `matching` is asked. */
export async function workSearch(tx: Tx, filter: WorkFilter): Promise<WorkSearch> {
  await preferIndexes(tx);
  return lookAhead(tx, filter);
}

/** Matching variants as `v`, each organisation asked by its own indexes. */
export function matching(filter: WorkFilter, search: WorkSearch, now: Date): SQL {
  return sql`organisations o cross join lateral (select v.* from variants v
    where v.organisation_id = o.id and v.place = any(${placeArray(placesOfWork(filter))})
      and ${workCondition(filter, now)} ${search.condition}
      ${filter.organisationId ? sql`and o.id = ${filter.organisationId}` : sql``}) v`;
}

/** Of the variants in a place: how many are past their limit, and how many of the others past 80% of it. */
export interface Ages {
  late: number;
  atRisk: number;
}

/** The ages of each place on the producer's turn; `horizon` is a moment after which nothing can be at risk yet. */
export async function countDelays(tx: Tx, now: Date, horizon: Date): Promise<Map<Place, Ages>> {
  const at = sql`${now.toISOString()}::timestamptz`;
  await preferIndexes(tx);
  const rows = await tx.execute<{ place: Place; late: number; at_risk: number }>(sql`
    select place, (count(*) filter (where due_at < ${at}))::int as late,
      (count(*) filter (where due_at >= ${at}))::int as at_risk
    from variants where due_at < ${horizon.toISOString()}::timestamptz and at_risk_at < ${at} group by place`);
  return new Map(rows.map((row) => [row.place, { late: row.late, atRisk: row.at_risk }]));
}
