import { and, eq, sql } from "drizzle-orm";
import { batches, orders, placeCounts } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";
import type { BatchRow } from "./list-batches";
import { countsOf } from "./place-counts";

export interface BatchDetail extends BatchRow {
  /** Where it was merged into; its page redirects there. */
  mergedInto: string | null;
  orders: { id: string; number: string; placedAt: Date; requestedOn: string | null }[];
  brands: string[];
}

/** A batch with counters, the orders it holds variants of (oldest first) and their brands; null when there is none. */
export async function findBatch(tx: Tx, organisationId: string, id: string): Promise<BatchDetail | null> {
  if (!isId(id)) return null;
  const inBatch = sql`v.organisation_id = ${organisationId} and v.batch_id = ${id}`;
  const [[row], held, brands] = await Promise.all([
    tx
      .select({ batch: batches, counts: placeCounts })
      .from(batches)
      .leftJoin(
        placeCounts,
        and(
          eq(placeCounts.organisationId, batches.organisationId),
          eq(placeCounts.kind, "batch"),
          eq(placeCounts.subjectId, batches.id),
        ),
      )
      .where(and(eq(batches.organisationId, organisationId), eq(batches.id, id))),
    tx
      .select({
        id: orders.id,
        number: orders.number,
        placedAt: orders.placedAt,
        requestedOn: orders.requestedOn,
      })
      .from(orders)
      .where(
        and(
          eq(orders.organisationId, organisationId),
          sql`${orders.id} in (select v.order_id from variants v where ${inBatch})`,
        ),
      )
      .orderBy(orders.placedAt),
    tx.execute<{ name: string }>(sql`
      select b.name from brands b where b.organisation_id = ${organisationId}
        and b.id in (select v.brand_id from variants v where ${inBatch}) order by b.name`),
  ]);
  if (!row) return null;
  const { batch } = row;
  return {
    id: batch.id,
    name: batch.name,
    createdAt: batch.createdAt,
    requestedOn: batch.requestedOn,
    promisedOn: batch.promisedOn,
    mergedInto: batch.mergedInto,
    counts: countsOf(row.counts),
    orders: held,
    brands: brands.map((brand) => brand.name),
  };
}
