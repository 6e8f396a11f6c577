import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/lib/access/actor";
import { idSchema } from "@/lib/access/ids";
import { keyText, type Page, paged, readKey, seek } from "@/lib/paging/page-key";

/** What the validated variants of an organisation may be narrowed to. */
export const availableFilterSchema = z.object({
  batchId: idSchema.optional(),
  productId: idSchema.optional(),
  brandId: idSchema.optional(),
});
export type AvailableFilter = z.infer<typeof availableFilterSchema>;

/** A validated variant that is not in the catalogue yet. */
export interface AvailableRow {
  id: string;
  sku: string;
  product: string;
  batch: string;
  colour: string;
  size: string;
  lens: string;
}

interface Within {
  organisationId: string;
  /** Whose variants are left out. */
  catalogueId: string;
  filter: AvailableFilter;
}

/** Validated, of the filter, and not in the catalogue: evaluated anew each time it is asked for. */
export function isAvailable({ organisationId, catalogueId, filter }: Within): SQL {
  const { batchId, productId, brandId } = filter;
  return sql`v.organisation_id = ${organisationId} and v.place = 'validated'
    ${batchId ? sql`and v.batch_id = ${batchId}` : sql``}
    ${productId ? sql`and v.product_id = ${productId}` : sql``}
    ${brandId ? sql`and v.brand_id = ${brandId}` : sql``}
    and not exists (select 1 from catalogue_items i where i.organisation_id = v.organisation_id
      and i.catalogue_id = ${catalogueId} and i.variant_id = v.id)`;
}

const keySchema = z.tuple([keyText, keyText, idSchema]);
type Raw = AvailableRow & Record<string, unknown> & { lower_product: string; lower_sku: string };

/** One page of them, by product and SKU: the order in which they would be added. */
export async function listAvailable(
  tx: Tx,
  within: Within,
  page: { from?: string; size: number },
): Promise<Page<AvailableRow> & { total: number }> {
  const key = readKey(page.from, keySchema);
  const columns = [sql`lower(p.name)`, sql`v.sku_key`, sql`v.id`];
  const { where, orderBy } = seek({ columns, descending: false }, key);
  const [found, counted] = await Promise.all([
    tx.execute<Raw>(sql`
      select v.id, v.sku, p.name as product, b.name as batch, v.colour, v.size, v.lens, lower(p.name) as lower_product,
        v.sku_key as lower_sku
      from variants v
      join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
      join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
      where ${isAvailable(within)} ${where ? sql`and ${where}` : sql``}
      order by ${orderBy} limit ${page.size + 1}`),
    tx.execute<{ n: number }>(sql`select count(*)::int as n from variants v where ${isAvailable(within)}`),
  ]);
  const result = paged(found, page.size, key, (row) => [row.lower_product, row.lower_sku, row.id]);
  return {
    ...result,
    rows: result.rows.map(({ lower_product: _, lower_sku: __, ...row }) => row),
    total: counted[0]?.n ?? 0,
  };
}

export interface AvailableChoices {
  batches: { id: string; name: string; count: number }[];
  products: { id: string; name: string; count: number }[];
  brands: { id: string; name: string; count: number }[];
}

/** What there is to narrow by, with how many validated variants each has that are not in the catalogue. */
export async function availableChoices(tx: Tx, within: Omit<Within, "filter">): Promise<AvailableChoices> {
  const rows = await tx.execute<{ kind: string; id: string; name: string; count: number }>(sql`
    with open as (select v.organisation_id, v.batch_id, v.product_id, v.brand_id from variants v
      where ${isAvailable({ ...within, filter: {} })})
    select 'batches' as kind, n.id, n.name, count(*)::int as count from open o
      join batches n on n.organisation_id = o.organisation_id and n.id = o.batch_id group by n.id, n.name
    union all select 'products', n.id, n.name, count(*)::int from open o
      join products n on n.organisation_id = o.organisation_id and n.id = o.product_id group by n.id, n.name
    union all select 'brands', n.id, n.name, count(*)::int from open o
      join brands n on n.organisation_id = o.organisation_id and n.id = o.brand_id group by n.id, n.name
    order by name`);
  const of = (kind: string) =>
    rows.filter((row) => row.kind === kind).map(({ id, name, count }) => ({ id, name, count }));
  return { batches: of("batches"), products: of("products"), brands: of("brands") };
}
