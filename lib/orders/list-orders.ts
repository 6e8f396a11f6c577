import { and, eq, ilike, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { orders, placeCounts, users } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { idSchema } from "@/lib/access/ids";
import { ACTIVE_PLACES, countsOf } from "@/lib/batches/place-counts";
import type { PlaceCounts } from "@/lib/lifecycle/progress";
import { literally } from "@/lib/paging/literally";
import { type Page, paged, readKey, seek } from "@/lib/paging/page-key";

export interface OrderRow {
  id: string;
  number: string;
  placedAt: Date;
  /** Null where the producer's people placed it for the customer. */
  placedBy: string | null;
  requestedOn: string | null;
  counts: PlaceCounts;
}

/** Open: not everything active is validated. Closed: everything is. Cancelled: nothing is active. */
export const ORDER_FILTERS = ["all", "open", "closed", "cancelled"] as const;
export type OrderFilter = (typeof ORDER_FILTERS)[number];

const c = placeCounts;
const active = sql.raw(`coalesce(${ACTIVE_PLACES.map((place) => `place_counts.${place}`).join(" + ")}, 0)`);
const FILTERS: Record<OrderFilter, SQL | undefined> = {
  all: undefined,
  open: sql`${active} > ${c.validated}`,
  closed: sql`${active} > 0 and ${active} = ${c.validated}`,
  cancelled: sql`${active} = 0`,
};

const counted = and(
  eq(c.organisationId, orders.organisationId),
  eq(c.kind, "order"),
  eq(c.subjectId, orders.id),
);
/** The customer's own people are named, the producer's not. */
export const placedBy = sql<string | null>`case when ${users.producerRole} is null then ${users.name} end`;
const placed = sql<number>`extract(epoch from ${orders.placedAt})::float8`;
const keySchema = z.tuple([z.number(), idSchema]);

/** One page of an organisation's orders, newest first. */
export async function listOrders(
  tx: Tx,
  organisationId: string,
  wanted: { search?: string; filter?: OrderFilter; from?: string; size: number },
): Promise<Page<OrderRow>> {
  const key = readKey(wanted.from, keySchema);
  const { where, orderBy } = seek({ columns: [placed, sql`${orders.id}`], descending: true }, key);
  const found = await tx
    .select({
      id: orders.id,
      number: orders.number,
      placedAt: orders.placedAt,
      placedBy,
      requestedOn: orders.requestedOn,
      counts: placeCounts,
      placed,
    })
    .from(orders)
    .leftJoin(c, counted)
    .leftJoin(users, eq(users.id, orders.placedBy))
    .where(
      and(
        eq(orders.organisationId, organisationId),
        wanted.search ? ilike(orders.number, `%${literally(wanted.search)}%`) : undefined,
        FILTERS[wanted.filter ?? "all"],
        where ?? undefined,
      ),
    )
    .orderBy(orderBy)
    .limit(wanted.size + 1);
  const rows = found.map((row) => ({ ...row, counts: countsOf(row.counts) }));
  return paged(rows, wanted.size, key, (row) => [row.placed, row.id]);
}

/** How many orders each filter would show; "Total Orders" counts cancelled ones too. Source: domain.md, "Buckets". */
export async function countOrders(tx: Tx, organisationId: string): Promise<Record<OrderFilter, number>> {
  const count = (filter: OrderFilter) => sql<number>`(count(*) filter (where ${FILTERS[filter]}))::int`;
  const [row] = await tx
    .select({
      all: sql<number>`count(*)::int`,
      open: count("open"),
      closed: count("closed"),
      cancelled: count("cancelled"),
    })
    .from(orders)
    .leftJoin(c, counted)
    .where(eq(orders.organisationId, organisationId));
  return row ?? { all: 0, open: 0, closed: 0, cancelled: 0 };
}
