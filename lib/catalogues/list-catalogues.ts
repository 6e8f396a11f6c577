import { sql } from "drizzle-orm";
import type { CatalogueStatus } from "@/db/schema/catalogues";
import type { Tx } from "@/lib/access/actor";

export interface CatalogueRow {
  id: string;
  title: string;
  slug: string;
  status: CatalogueStatus;
  indexable: boolean;
  publishedAt: Date | null;
  unpublishedAt: Date | null;
  createdAt: Date;
  /** Variants in it, and those among them that are validated now: what its page shows. */
  added: number;
  shown: number;
}

const dateOrNull = (value: unknown) => (value === null ? null : new Date(value as string));

/** Every catalogue of an organisation, live ones first, then the latest. */
export async function listCatalogues(tx: Tx, organisationId: string): Promise<CatalogueRow[]> {
  const rows = await tx.execute<Record<string, unknown>>(sql`
    select c.id, c.title, c.slug, c.status, c.indexable, c.published_at, c.unpublished_at, c.created_at,
      coalesce(s.added, 0) as added, coalesce(s.shown, 0) as shown
    from catalogues c left join (
      select i.catalogue_id, count(*)::int as added, (count(*) filter (where v.place = 'validated'))::int as shown
      from catalogue_items i join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id
      where i.organisation_id = ${organisationId} group by 1) s on s.catalogue_id = c.id
    where c.organisation_id = ${organisationId}
    order by c.status <> 'published', coalesce(c.published_at, c.unpublished_at, c.created_at) desc, c.id`);
  return rows.map((row) => ({
    id: row.id as string,
    title: row.title as string,
    slug: row.slug as string,
    status: row.status as CatalogueStatus,
    indexable: row.indexable as boolean,
    publishedAt: dateOrNull(row.published_at),
    unpublishedAt: dateOrNull(row.unpublished_at),
    createdAt: new Date(row.created_at as string),
    added: row.added as number,
    shown: row.shown as number,
  }));
}

/** How many validated variants an organisation has, and how many of them are in no catalogue. */
export async function countValidated(
  tx: Tx,
  organisationId: string,
): Promise<{ validated: number; inNone: number }> {
  const [row] = await tx.execute<{ validated: number; inNone: number }>(sql`
    select count(*)::int as validated, (count(*) filter (where not exists (select 1 from catalogue_items i
      where i.organisation_id = v.organisation_id and i.variant_id = v.id)))::int as "inNone"
    from variants v where v.organisation_id = ${organisationId} and v.place = 'validated'`);
  return row ?? { validated: 0, inNone: 0 };
}
