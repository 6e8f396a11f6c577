import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { catalogues } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { notFound } from "@/lib/access/errors";
import { idSchema, isId } from "@/lib/access/ids";
import type { Place } from "@/lib/lifecycle/states";
import { type Page, paged, readKey, seek } from "@/lib/paging/page-key";
import type { Catalogue } from "./edit";

/** A catalogue of the organisation; another one's is *not found*. */
export async function findCatalogue(tx: Tx, organisationId: string, id: string): Promise<Catalogue> {
  const [found] = isId(id)
    ? await tx
        .select()
        .from(catalogues)
        .where(and(eq(catalogues.organisationId, organisationId), eq(catalogues.id, id)))
    : [];
  if (!found) throw notFound("This catalogue");
  return found;
}

export interface ItemRow {
  itemId: string;
  variantId: string;
  sku: string;
  product: string;
  colour: string;
  size: string;
  lens: string;
  place: Place;
}

const keySchema = z.tuple([z.int(), idSchema]);
type Raw = ItemRow & Record<string, unknown> & { position: number };

/** One page of a catalogue in its order, with those that are not shown because they are not validated now. */
export async function listItems(
  tx: Tx,
  { organisationId, catalogueId }: { organisationId: string; catalogueId: string },
  page: { from?: string; size: number },
): Promise<Page<ItemRow> & { total: number; shown: number }> {
  const key = readKey(page.from, keySchema);
  const { where, orderBy } = seek({ columns: [sql`i.position`, sql`i.id`], descending: false }, key);
  const of = sql`i.organisation_id = ${organisationId} and i.catalogue_id = ${catalogueId}`;
  const [found, counted] = await Promise.all([
    tx.execute<Raw>(sql`
      select i.id as "itemId", v.id as "variantId", v.sku, p.name as product, v.colour, v.size, v.lens, v.place, i.position
      from catalogue_items i
      join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id
      join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
      where ${of} ${where ? sql`and ${where}` : sql``} order by ${orderBy} limit ${page.size + 1}`),
    tx.execute<{ total: number; shown: number }>(sql`
      select count(*)::int as total, (count(*) filter (where v.place = 'validated'))::int as shown
      from catalogue_items i join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id where ${of}`),
  ]);
  const result = paged(found, page.size, key, (row) => [row.position, row.itemId]);
  return {
    ...result,
    rows: result.rows.map(({ position: _, ...row }) => row),
    ...(counted[0] ?? { total: 0, shown: 0 }),
  };
}

/** A variant that left a live page, and how it stands now. */
export interface CatalogueNote {
  transitionId: string;
  catalogueId: string;
  catalogue: string;
  variantId: string;
  sku: string;
  product: string;
  at: Date;
  reason: string | null;
  place: Place;
}

/** The latest notes of a catalogue, or of all of the organisation; `open` leaves out what is validated again or was taken out. */
export async function listNotes(
  tx: Tx,
  organisationId: string,
  { catalogueId, open, limit }: { catalogueId?: string; open?: boolean; limit: number },
): Promise<CatalogueNote[]> {
  const rows = await tx.execute<Omit<CatalogueNote, "at"> & { at: string }>(sql`
    select n.transition_id as "transitionId", c.id as "catalogueId", c.title as catalogue, v.id as "variantId", v.sku,
      p.name as product, t.at, t.reason, v.place
    from catalogue_notes n
    join catalogues c on c.organisation_id = n.organisation_id and c.id = n.catalogue_id
    join transitions t on t.organisation_id = n.organisation_id and t.id = n.transition_id
    join variants v on v.organisation_id = t.organisation_id and v.id = t.variant_id
    join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
    where n.organisation_id = ${organisationId}
      ${catalogueId ? sql`and n.catalogue_id = ${catalogueId}` : sql``}
      ${
        open
          ? sql`and v.place <> 'validated' and exists (select 1 from catalogue_items i
        where i.organisation_id = n.organisation_id and i.catalogue_id = n.catalogue_id and i.variant_id = v.id)`
          : sql``
      }
    order by t.at desc, n.transition_id desc limit ${limit}`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
