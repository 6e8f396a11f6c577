import { sql } from "drizzle-orm";
import { z } from "zod";
import type { CatalogueStatus } from "@/db/schema/catalogues";
import type { Tx } from "@/lib/access/actor";
import { idSchema } from "@/lib/access/ids";
import { type Page, paged, readKey, seek } from "@/lib/paging/page-key";

/** A catalogue of any organisation, as the producer sees it. */
export interface EveryCatalogueRow {
  id: string;
  organisation: string;
  title: string;
  slug: string;
  status: CatalogueStatus;
  /** Variants in it that are validated now, and those that are not. */
  shown: number;
  hidden: number;
  /** Since when it stands as it does. */
  since: Date;
}

const keySchema = z.tuple([z.iso.datetime({ offset: true }), idSchema]);

/** One page of the catalogues of every organisation the actor may see, the latest change of state first. */
export async function listEveryCatalogue(
  tx: Tx,
  page: { from?: string; size: number },
): Promise<Page<EveryCatalogueRow> & { total: number; live: number }> {
  const key = readKey(page.from, keySchema);
  const since = sql`coalesce(c.published_at, c.unpublished_at, c.created_at)`;
  const { where, orderBy } = seek({ columns: [since, sql`c.id`], descending: true }, key);
  const [found, counted] = await Promise.all([
    tx.execute<Omit<EveryCatalogueRow, "since"> & { since: string }>(sql`
      select c.id, o.name as organisation, c.title, c.slug, c.status, ${since} as since, s.shown, s.hidden
      from organisations o join catalogues c on c.organisation_id = o.id
      cross join lateral (
        select (count(*) filter (where v.place = 'validated'))::int as shown,
          (count(*) filter (where v.place <> 'validated'))::int as hidden
        from catalogue_items i join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id
        where i.organisation_id = c.organisation_id and i.catalogue_id = c.id) s
      where true ${where ? sql`and ${where}` : sql``} order by ${orderBy} limit ${page.size + 1}`),
    tx.execute<{ total: number; live: number }>(sql`
      select count(*)::int as total, (count(*) filter (where status = 'published'))::int as live from catalogues`),
  ]);
  const rows = found.map((row) => ({ ...row, since: new Date(row.since) }));
  return {
    ...paged(rows, page.size, key, ({ since: at, id }) => [at.toISOString(), id]),
    ...(counted[0] ?? { total: 0, live: 0 }),
  };
}
