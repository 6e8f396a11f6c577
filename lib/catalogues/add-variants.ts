import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Actor, Tx } from "@/lib/access/actor";
import { notFound, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { availableFilterSchema, isAvailable } from "./available";
import { editCatalogue } from "./edit";

/** So many variants one catalogue holds. */
export const MOST_IN_CATALOGUE = 5_000;

const addSchema = z.object({
  catalogueId: idSchema,
  /** Chosen one by one, or everything a filter matches when it is sent. */
  chosen: z.union([
    z.object({ variantIds: z.array(idSchema).min(1, "Select at least one variant.").max(MOST_IN_CATALOGUE) }),
    z.object({ filter: availableFilterSchema }),
  ]),
});

/**
 * Adds validated variants at the end of a catalogue, by product and SKU. Those that are in it already stay where they are;
 * of a selection, those that are not validated (any more) are named and left out.
 */
export async function addToCatalogue(
  actor: Actor,
  input: z.input<typeof addSchema>,
  at: Date,
): Promise<{ added: number; leftOut: string[] }> {
  const { catalogueId, chosen } = parse(addSchema, input);
  return editCatalogue(actor, catalogueId, at, async (tx, { organisationId }) => {
    if ("variantIds" in chosen) return addToCatalogueIn(tx, organisationId, catalogueId, chosen.variantIds);
    const within = { organisationId, catalogueId, filter: chosen.filter };
    const found = await tx.execute<{ id: string }>(sql`
      select v.id from variants v join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
      where ${isAvailable(within)} order by lower(p.name), v.sku_key, v.id limit ${MOST_IN_CATALOGUE + 1}`);
    if (found.length === 0) throw new Refusal("not_found", "Nothing matches this filter any more.");
    await append(
      tx,
      organisationId,
      catalogueId,
      found.map(({ id }) => id),
    );
    return { added: found.length, leftOut: [] };
  });
}

/** The same for chosen variants, in the transaction of whoever holds the catalogue. */
export async function addToCatalogueIn(
  tx: Tx,
  organisationId: string,
  catalogueId: string,
  variantIds: readonly string[],
): Promise<{ added: number; leftOut: string[] }> {
  const found = await tx.execute<{ id: string; sku: string; validated: boolean; there: boolean }>(sql`
    select v.id, v.sku, v.place = 'validated' as validated, i.id is not null as there
    from variants v join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
    left join catalogue_items i on i.organisation_id = v.organisation_id and i.catalogue_id = ${catalogueId}
      and i.variant_id = v.id
    where v.organisation_id = ${organisationId} and v.id = any(${`{${variantIds.join(",")}}`}::uuid[])
    order by lower(p.name), v.sku_key, v.id`);
  if (found.length < new Set(variantIds).size) throw notFound("One of these variants");
  const wanted = found.filter(({ validated, there }) => validated && !there);
  await append(
    tx,
    organisationId,
    catalogueId,
    wanted.map(({ id }) => id),
  );
  const leftOut = found.filter(({ validated, there }) => !validated && !there).map(({ sku }) => sku);
  return { added: wanted.length, leftOut };
}

async function append(tx: Tx, organisationId: string, catalogueId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const [now] = await tx.execute<{ n: number; last: number }>(sql`
    select count(*)::int as n, coalesce(max(position), 0) as last from catalogue_items
    where organisation_id = ${organisationId} and catalogue_id = ${catalogueId}`);
  const { n = 0, last = 0 } = now ?? {};
  if (n + ids.length > MOST_IN_CATALOGUE) {
    const most = MOST_IN_CATALOGUE.toLocaleString("en-GB");
    throw new Refusal(
      "invalid",
      `A catalogue holds at most ${most} variants. Narrow the filter, or make a second one.`,
    );
  }
  const rows = ids.map((variantId, i) => ({ id: newId(), variant_id: variantId, position: last + 1 + i }));
  await tx.execute(sql`
    insert into catalogue_items (organisation_id, id, catalogue_id, variant_id, position)
    select ${organisationId}::uuid, id, ${catalogueId}::uuid, variant_id, position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, variant_id uuid, position int)`);
}
