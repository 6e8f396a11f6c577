import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { Place } from "@/lib/lifecycle/states";
import { literally } from "@/lib/paging/literally";

export interface Found {
  variants: { id: string; sku: string; product: string; batch: string; place: Place }[];
  /** `into`: what a merged one became part of; its address leads there. */
  batches: { id: string; name: string; into: string | null }[];
  products: { id: string; name: string; brand: string }[];
  orders: { id: string; number: string; placedAt: Date }[];
  quotes: { id: string; number: string; order: string }[];
}

export const NOTHING_FOUND: Found = { variants: [], batches: [], products: [], orders: [], quotes: [] };

/** Longest search that is taken; the rest of it is ignored. */
export const LONGEST_SEARCH = 100;

/** What a person typed as something to search for: without surrounding space and NUL, at most `LONGEST_SEARCH` long. */
export function searchText(typed: string | undefined): string {
  return (typed ?? "").replaceAll("\0", "").trim().slice(0, LONGEST_SEARCH);
}

/**
 * Searches an organisation: variants by the beginning of the SKU or by the whole EAN or UPC, batches and products by
 * any part of the name, orders and quotes by number. At most `limit` of each.
 */
export async function search(tx: Tx, organisationId: string, typed: string, limit: number): Promise<Found> {
  const text = searchText(typed);
  if (text === "") return NOTHING_FOUND;
  const key = text.toLowerCase();
  const part = `%${literally(text)}%`;
  const [variants, batches, products, orders, quotes] = await Promise.all([
    tx.execute<Found["variants"][number]>(sql`
      select v.id, v.sku, p.name as product, b.name as batch, v.place from (
        select id, sku, sku_key, product_id, batch_id, place from variants
        where organisation_id = ${organisationId} and (${codes(text)}
          or sku_key >= ${key} and sku_key < ${`${key}\u{10FFFF}`})
        order by sku_key limit ${limit}) v
      join products p on p.organisation_id = ${organisationId} and p.id = v.product_id
      join batches b on b.organisation_id = ${organisationId} and b.id = v.batch_id order by v.sku_key`),
    tx.execute<Found["batches"][number]>(sql`
      select b.id, b.name, w.name as into from batches b
      left join batches w on w.organisation_id = b.organisation_id and w.id = b.merged_into
      where b.organisation_id = ${organisationId} and b.name ilike ${part}
      order by w.name is not null, lower(b.name) limit ${limit}`),
    tx.execute<Found["products"][number]>(sql`
      select p.id, p.name, b.name as brand from products p
      join brands b on b.organisation_id = p.organisation_id and b.id = p.brand_id
      where p.organisation_id = ${organisationId} and (p.name ilike ${part} or b.name ilike ${part})
      order by lower(p.name) limit ${limit}`),
    tx.execute<{ id: string; number: string; placed_at: string }>(sql`
      select id, number, placed_at from orders where organisation_id = ${organisationId} and number ilike ${part}
      order by placed_at desc limit ${limit}`),
    tx.execute<Found["quotes"][number]>(sql`
      select q.id, q.number, o.number as order from quotes q
      join orders o on o.organisation_id = q.organisation_id and o.id = q.order_id
      where q.organisation_id = ${organisationId} and q.number ilike ${part} order by q.created_at desc limit ${limit}`),
  ]);
  return {
    variants: [...variants],
    batches: [...batches],
    products: [...products],
    orders: orders.map((order) => ({
      id: order.id,
      number: order.number,
      placedAt: new Date(order.placed_at),
    })),
    quotes: [...quotes],
  };
}

/** An EAN-13 that begins with 0 is the UPC of its other twelve digits. */
function codes(text: string) {
  if (!/^\d{8,14}$/.test(text)) return sql`false`;
  const asEan = text.length === 12 ? `0${text}` : text;
  return text.length === 12 ? sql`ean in (${text}, ${asEan}) or upc = ${text}` : sql`ean = ${text}`;
}
