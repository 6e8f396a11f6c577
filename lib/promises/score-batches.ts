import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { type PromiseRow, promiseColumns, promisedIn } from "@/lib/batches/standing-promises";
import type { Calendar } from "@/lib/calendar/calendar";
import { type Kept, type Scored, scoreLedger } from "@/lib/forecast/promise-score";

/** How the dates of a batch came true; a batch that was ready twice stands there twice. */
export interface BatchScore extends Scored {
  organisation: string;
  batch: { id: string; name: string };
  brands: string[];
}

/**
 * Scores the ledgers of the batches that were ready last, at most `most`, the latest first: of one organisation, or of
 * everything the actor may see.
 */
export async function scoreBatches(
  tx: Tx,
  calendar: Calendar,
  { organisationId, most }: { organisationId?: string; most: number },
): Promise<BatchScore[]> {
  type Row = PromiseRow & {
    ready_at: string | null;
    left_out: number;
    name: string;
    organisation: string;
    brands: string[];
  };
  const of = organisationId ? sql`and r.organisation_id = ${organisationId}` : sql``;
  const rows = await tx.execute<Row>(sql`
    with done as (
      select r.organisation_id, r.batch_id, max(r.ready_at) as last from promises r where r.kind = 'ready' ${of}
      group by 1, 2 order by 3 desc limit ${most})
    select ${promiseColumns}, p.ready_at, p.left_out, b.name, o.name as organisation, x.brands
    from done
    join promises p on p.organisation_id = done.organisation_id and p.batch_id = done.batch_id
    join batches b on b.organisation_id = done.organisation_id and b.id = done.batch_id
    join organisations o on o.id = done.organisation_id
    join lateral (select array_agg(n.name order by n.name) as brands from brands n
      where n.organisation_id = done.organisation_id and n.id in (select v.brand_id from variants v
        where v.organisation_id = done.organisation_id and v.batch_id = done.batch_id)) x on true
    order by done.last desc, p.batch_id, p.version`);
  const ledgers = new Map<string, { row: Row; kept: Kept[] }>();
  for (const row of rows) {
    const ledger = ledgers.get(row.batch_id) ?? { row, kept: [] };
    const readyAt = row.ready_at ? new Date(row.ready_at) : null;
    ledger.kept.push({ ...promisedIn(row), at: new Date(row.at), readyAt, leftOut: row.left_out });
    ledgers.set(row.batch_id, ledger);
  }
  return [...ledgers.values()].flatMap(({ row, kept }) =>
    scoreLedger(kept, calendar).map((scored) => ({
      ...scored,
      organisation: row.organisation,
      batch: { id: row.batch_id, name: row.name },
      brands: row.brands ?? [],
    })),
  );
}
