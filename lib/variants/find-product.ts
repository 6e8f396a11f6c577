import { and, eq, sql } from "drizzle-orm";
import { brands, placeCounts, products } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";
import { countsOf } from "@/lib/batches/place-counts";
import type { PlaceCounts } from "@/lib/lifecycle/progress";

export interface ProductDetail {
  id: string;
  name: string;
  brand: string;
  /** Over all batches. */
  counts: PlaceCounts;
  /** Variants with an open quality flag. */
  qualityIssues: number;
  batches: { id: string; name: string; count: number }[];
}

/** A product with its counters over all batches; null when the organisation has none of this id. */
export async function findProduct(tx: Tx, organisationId: string, id: string): Promise<ProductDetail | null> {
  if (!isId(id)) return null;
  const mine = sql`v.organisation_id = ${organisationId} and v.product_id = ${id}`;
  const [[row], [issues], batches] = await Promise.all([
    tx
      .select({ name: products.name, brand: brands.name, counts: placeCounts })
      .from(products)
      .innerJoin(
        brands,
        and(eq(brands.organisationId, products.organisationId), eq(brands.id, products.brandId)),
      )
      .leftJoin(
        placeCounts,
        and(
          eq(placeCounts.organisationId, products.organisationId),
          eq(placeCounts.kind, "product"),
          eq(placeCounts.subjectId, products.id),
        ),
      )
      .where(and(eq(products.organisationId, organisationId), eq(products.id, id))),
    tx.execute<{ n: number }>(sql`
      select count(distinct v.id)::int as n from quality_flags f
      join variants v on v.organisation_id = f.organisation_id and v.id = f.variant_id
      where f.resolved_at is null and v.place <> 'cancelled' and ${mine}`),
    tx.execute<{ id: string; name: string; count: number }>(sql`
      select b.id, b.name, v.count from (
        select batch_id, count(*)::int as count from variants v where ${mine} group by 1) v
      join batches b on b.organisation_id = ${organisationId} and b.id = v.batch_id order by b.created_at desc`),
  ]);
  if (!row) return null;
  return {
    id,
    name: row.name,
    brand: row.brand,
    counts: countsOf(row.counts),
    qualityIssues: issues?.n ?? 0,
    batches: [...batches],
  };
}
