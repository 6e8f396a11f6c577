import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { NO_COUNTS, type PlaceCounts } from "@/lib/lifecycle/progress";
import type { Place } from "@/lib/lifecycle/states";

export interface ProductRow {
  id: string;
  name: string;
  brand: string;
  counts: PlaceCounts;
  /** Variants with an open quality flag, of those counted. */
  qualityIssues: number;
}

/** The products of a batch by name, counted within it. */
export function listProductsOfBatch(tx: Tx, organisationId: string, batchId: string): Promise<ProductRow[]> {
  return listProductsWithin(tx, organisationId, sql`v.batch_id = ${batchId}`);
}

/** The products by name of those variants `v` that a condition names, counted among them. */
export async function listProductsWithin(tx: Tx, organisationId: string, which: SQL): Promise<ProductRow[]> {
  const [places, flags] = await Promise.all([
    tx.execute<{ id: string; name: string; brand: string; place: Place; n: number }>(sql`
      select p.id, p.name, b.name as brand, v.place, v.n from (
        select v.product_id, v.place, count(*)::int as n from variants v
        where v.organisation_id = ${organisationId} and ${which} group by 1, 2) v
      join products p on p.organisation_id = ${organisationId} and p.id = v.product_id
      join brands b on b.organisation_id = ${organisationId} and b.id = p.brand_id
      order by lower(p.name), p.id`),
    tx.execute<{ product_id: string; n: number }>(sql`
      select v.product_id, count(distinct v.id)::int as n from quality_flags f
      join variants v on v.organisation_id = f.organisation_id and v.id = f.variant_id
      where f.organisation_id = ${organisationId} and f.resolved_at is null and ${which}
        and v.place <> 'cancelled'
      group by 1`),
  ]);
  const issues = new Map(flags.map((flag) => [flag.product_id, flag.n]));
  const products = new Map<string, ProductRow & { counts: Record<Place, number> }>();
  for (const { id, name, brand, place, n } of places) {
    const known = products.get(id) ?? {
      id,
      name,
      brand,
      counts: { ...NO_COUNTS },
      qualityIssues: issues.get(id) ?? 0,
    };
    known.counts[place] += n;
    products.set(id, known);
  }
  return [...products.values()];
}
