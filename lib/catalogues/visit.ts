import { sql } from "drizzle-orm";
import { asActor, type Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";
import type { CoverFile } from "./cover";
import { looksLikeSlug } from "./slug";

/** One variant as anybody may see it: no price, no person, no state, and no id but that of its place here. */
export interface ShownVariant {
  itemId: string;
  sku: string;
  product: string;
  colour: string;
  size: string;
  lens: string;
  hasModel: boolean;
}

export interface ShownCatalogue {
  title: string;
  description: string;
  /** Of what it shows, by name. */
  brands: string[];
  indexable: boolean;
  /** The hash of its cover picture; null where it has none. */
  cover: string | null;
  variants: ShownVariant[];
}

/** Reads as whoever stands at a public address: row-level security leaves what is published and validated now. */
function visiting<T>(slug: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return asActor({ kind: "visitor", slug }, work, { readOnly: true });
}

/** What stands at a public address in this moment; null where nothing is published there. */
export async function visitCatalogue(slug: string): Promise<ShownCatalogue | null> {
  if (!looksLikeSlug(slug)) return null;
  return visiting(slug, async (tx) => {
    const [catalogue] = await tx.execute<Omit<ShownCatalogue, "variants" | "brands">>(
      sql`select title, description, indexable, cover_sha256 as cover from catalogues where slug = ${slug}`,
    );
    if (!catalogue) return null;
    const rows = await tx.execute<ShownVariant & Record<string, unknown> & { brand: string }>(sql`
      select i.id as "itemId", v.sku, p.name as product, b.name as brand, v.colour, v.size, v.lens, exists (select 1 from
        models m where m.organisation_id = v.organisation_id and m.variant_id = v.id) as "hasModel"
      from catalogue_items i
      join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id
      join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
      join brands b on b.organisation_id = v.organisation_id and b.id = v.brand_id
      order by i.position, i.id`);
    return {
      ...catalogue,
      brands: [...new Set(rows.map(({ brand }) => brand))].sort(),
      variants: rows.map(({ brand: _, ...variant }) => variant),
    };
  });
}

/** The cover picture of a live catalogue; null where it has none. */
export async function visitCover(slug: string): Promise<CoverFile | null> {
  if (!looksLikeSlug(slug)) return null;
  const [cover] = await visiting(slug, (tx) =>
    tx.execute<CoverFile & Record<string, unknown>>(sql`
      select cover_sha256 as sha256, cover_media_type as "mediaType" from catalogues
      where slug = ${slug} and cover_sha256 is not null`),
  );
  return cover ?? null;
}

/** The file of the latest model of a variant that a live catalogue shows; null where it shows none. */
export async function visitModel(
  slug: string,
  itemId: string,
): Promise<{ sha256: string; size: number; sku: string } | null> {
  if (!looksLikeSlug(slug) || !isId(itemId)) return null;
  const [model] = await visiting(slug, (tx) =>
    tx.execute<{ sha256: string; size: number; sku: string }>(sql`
      select m.sha256, m.size, v.sku from catalogue_items i
      join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id
      join models m on m.organisation_id = v.organisation_id and m.variant_id = v.id
      where i.id = ${itemId} order by m.version desc limit 1`),
  );
  return model ?? null;
}
