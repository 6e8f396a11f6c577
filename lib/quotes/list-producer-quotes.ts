import { sql } from "drizzle-orm";
import type { Complexity } from "@/db/schema/variants";
import type { Tx } from "@/lib/access/actor";
import type { EventId } from "@/lib/lifecycle/states";

export interface AwaitingVariant {
  id: string;
  sku: string;
  product: string;
  colour: string;
  brandId: string;
  complexity: Complexity;
  customised: boolean;
  /** Why a quote was asked for, where somebody said. */
  reason: string | null;
  since: Date;
  dueAt: Date | null;
  /** Minor units of the version before, where there was one. */
  lastPrice: number | null;
}

/** Variants of one order that stand in Quote Requested: what one quote can cover. */
export interface AwaitingOrder {
  organisationId: string;
  organisation: string;
  orderId: string;
  order: string;
  batches: string[];
  variants: AwaitingVariant[];
}

const MOST = 2_000;

/** Everything that awaits a quote, by order, the longest waiting first; at most 2,000 variants. */
export async function awaitingQuotes(tx: Tx): Promise<AwaitingOrder[]> {
  const rows = await tx.execute<{
    organisation_id: string;
    organisation: string;
    order_id: string;
    number: string;
    batch: string;
    id: string;
    sku: string;
    product: string;
    colour: string;
    brand_id: string;
    complexity: Complexity;
    customised: boolean;
    event: EventId | "order" | null;
    reason: string | null;
    entered_at: string;
    due_at: string | null;
    last_price: string | null;
  }>(sql`
    select o.id as organisation_id, o.name as organisation, v.order_id, r.number, b.name as batch, v.id, v.sku, p.name as product, v.colour,
      v.brand_id, v.complexity, v.customised, t.event, t.reason, v.entered_at, v.due_at, l.price as last_price
    from organisations o
    cross join lateral (select * from variants v where v.organisation_id = o.id and v.place = 'quote_requested'
      order by v.entered_at, v.id limit ${MOST}) v
    join orders r on r.organisation_id = v.organisation_id and r.id = v.order_id
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
    left join transitions t on t.organisation_id = v.organisation_id and t.variant_id = v.id and t.version = v.version
    left join lateral (select l.price from quote_lines l
      join quote_versions q on q.organisation_id = l.organisation_id and q.id = l.quote_version_id
      where l.organisation_id = v.organisation_id and l.variant_id = v.id order by q.sent_at desc limit 1) l on true
    order by v.entered_at, v.sku limit ${MOST}`);
  const orders = new Map<string, AwaitingOrder>();
  for (const row of rows) {
    const order = orders.get(row.order_id) ?? {
      organisationId: row.organisation_id,
      organisation: row.organisation,
      orderId: row.order_id,
      order: row.number,
      batches: [],
      variants: [],
    };
    orders.set(row.order_id, order);
    if (!order.batches.includes(row.batch)) order.batches.push(row.batch);
    order.variants.push({
      id: row.id,
      sku: row.sku,
      product: row.product,
      colour: row.colour,
      brandId: row.brand_id,
      complexity: row.complexity,
      customised: row.customised,
      reason: row.reason ?? (row.event === "expireQuote" ? "The quote before expired." : null),
      since: new Date(row.entered_at),
      dueAt: row.due_at === null ? null : new Date(row.due_at),
      lastPrice: row.last_price === null ? null : Number(row.last_price),
    });
  }
  return [...orders.values()];
}

export interface SentVersion {
  versionId: string;
  quoteId: string;
  number: string;
  version: number;
  organisation: string;
  order: string;
  currency: string;
  validUntil: Date;
  sentAt: Date;
  pending: number;
  accepted: number;
  rejected: number;
  expired: number;
  withdrawn: number;
  /** Minor units, over lines that are not withdrawn. */
  total: number;
}

/** Quote versions across organisations: those with pending lines first, then the newest others; 100 at most. */
export async function sentQuotes(tx: Tx): Promise<SentVersion[]> {
  const count = (status: string) => sql`count(*) filter (where l.status = ${status})::int`;
  const rows = await tx.execute<{
    version_id: string;
    quote_id: string;
    number: string;
    version: number;
    organisation: string;
    order_number: string;
    currency: string;
    valid_until: string;
    sent_at: string;
    pending: number;
    accepted: number;
    rejected: number;
    expired: number;
    withdrawn: number;
    total: string;
  }>(sql`
    select q.id as version_id, n.id as quote_id, n.number, q.version, o.name as organisation, r.number as order_number,
      q.currency, q.valid_until, q.sent_at, ${count("pending")} as pending, ${count("accepted")} as accepted,
      ${count("rejected")} as rejected, ${count("expired")} as expired, ${count("withdrawn")} as withdrawn,
      coalesce(sum(l.price) filter (where l.status <> 'withdrawn'), 0) as total
    from quote_versions q
    join organisations o on o.id = q.organisation_id
    join quotes n on n.organisation_id = q.organisation_id and n.id = q.quote_id
    join orders r on r.organisation_id = n.organisation_id and r.id = n.order_id
    join quote_lines l on l.organisation_id = q.organisation_id and l.quote_version_id = q.id
    group by q.id, n.id, n.number, q.version, o.name, r.number, q.currency, q.valid_until, q.sent_at
    order by ${count("pending")} > 0 desc, q.sent_at desc limit 100`);
  return rows.map((row) => ({
    versionId: row.version_id,
    quoteId: row.quote_id,
    number: row.number,
    version: row.version,
    organisation: row.organisation,
    order: row.order_number,
    currency: row.currency,
    validUntil: new Date(row.valid_until),
    sentAt: new Date(row.sent_at),
    pending: row.pending,
    accepted: row.accepted,
    rejected: row.rejected,
    expired: row.expired,
    withdrawn: row.withdrawn,
    total: Number(row.total),
  }));
}
