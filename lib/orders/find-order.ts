import { and, eq, sql } from "drizzle-orm";
import { orders, placeCounts, users } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";
import { countsOf } from "@/lib/batches/place-counts";
import { NO_COUNTS, type PlaceCounts } from "@/lib/lifecycle/progress";
import type { Place } from "@/lib/lifecycle/states";
import { type OrderRow, placedBy } from "./list-orders";

export interface OrderDetail extends OrderRow {
  note: string | null;
  /** Its batches, counted within the order. */
  batches: { id: string; name: string; counts: PlaceCounts }[];
  products: { id: string; name: string }[];
  quotes: { id: string; number: string }[];
}

/** An order with its batches and quotes; null when the organisation has none of this id. */
export async function findOrder(tx: Tx, organisationId: string, id: string): Promise<OrderDetail | null> {
  if (!isId(id)) return null;
  const mine = sql`organisation_id = ${organisationId} and order_id = ${id}`;
  const [[row], parts, products, quotes] = await Promise.all([
    tx
      .select({ order: orders, placedBy, counts: placeCounts })
      .from(orders)
      .leftJoin(users, eq(users.id, orders.placedBy))
      .leftJoin(
        placeCounts,
        and(
          eq(placeCounts.organisationId, orders.organisationId),
          eq(placeCounts.kind, "order"),
          eq(placeCounts.subjectId, orders.id),
        ),
      )
      .where(and(eq(orders.organisationId, organisationId), eq(orders.id, id))),
    // Two halves, so that the index of live SKUs, which begins with the order, serves the larger one.
    tx.execute<{ id: string; name: string; place: Place; n: number }>(sql`
      select b.id, b.name, v.place, v.n from (
        select batch_id, place, count(*)::int as n from (
          select batch_id, place from variants where ${mine} and place <> 'cancelled'
          union all select batch_id, place from variants where ${mine} and place = 'cancelled') v group by 1, 2) v
      join batches b on b.organisation_id = ${organisationId} and b.id = v.batch_id order by lower(b.name), b.id`),
    tx.execute<{ id: string; name: string }>(sql`
      select id, name from products where organisation_id = ${organisationId} and id in (
        select product_id from variants where ${mine} and place <> 'cancelled') order by lower(name)`),
    tx.execute<{ id: string; number: string }>(
      sql`select id, number from quotes where ${mine} order by created_at desc`,
    ),
  ]);
  if (!row) return null;
  const batches = new Map<string, { id: string; name: string; counts: Record<Place, number> }>();
  for (const part of parts) {
    const batch = batches.get(part.id) ?? { id: part.id, name: part.name, counts: { ...NO_COUNTS } };
    batch.counts[part.place] += part.n;
    batches.set(part.id, batch);
  }
  const { order } = row;
  return {
    id: order.id,
    number: order.number,
    placedAt: order.placedAt,
    placedBy: row.placedBy,
    requestedOn: order.requestedOn,
    note: order.note,
    counts: countsOf(row.counts),
    batches: [...batches.values()],
    products: [...products],
    quotes: [...quotes],
  };
}
