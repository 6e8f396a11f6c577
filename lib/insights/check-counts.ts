import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { PLACES } from "@/lib/lifecycle/states";

/** One thing in the database that does not agree with another, in words that name both. */
export type Difference = string;

/** Recounts every variant and names each counter that says something else. */
export async function checkCounts(tx: Tx): Promise<Difference[]> {
  const kept = sql.join(
    PLACES.map((place) => sql`(${place}, ${sql.identifier(place)})`),
    sql`, `,
  );
  const rows = await tx.execute<{
    kind: string;
    subject_id: string;
    place: string;
    kept: number;
    counted: number;
  }>(sql`
    with counted as (
      select v.organisation_id, s.kind, s.subject_id, v.place, count(*)::int as n
      from variants v cross join lateral (values ('batch', v.batch_id), ('order', v.order_id), ('product', v.product_id)) s (kind, subject_id)
      group by v.organisation_id, s.kind, s.subject_id, v.place),
    kept as (
      select c.organisation_id, c.kind, c.subject_id, p.place, p.n
      from place_counts c cross join lateral (values ${kept}) p (place, n) where p.n <> 0)
    select coalesce(k.kind, c.kind) as kind, coalesce(k.subject_id, c.subject_id) as subject_id,
      coalesce(k.place, c.place) as place, coalesce(k.n, 0) as kept, coalesce(c.n, 0) as counted
    from kept k full join counted c using (organisation_id, kind, subject_id, place)
    where coalesce(k.n, 0) <> coalesce(c.n, 0) order by 1, 2, 3`);
  return rows.map(
    (r) =>
      `${r.kind} ${r.subject_id}: counter ${r.place} is ${r.kept}, but ${r.counted} variants stand there`,
  );
}
