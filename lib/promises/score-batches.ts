import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { mergedAt } from "@/lib/batches/merged-in";
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
 * everything the actor may see. What was said of a merged batch is judged by when the whole it went into was ready.
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
    whole_id: string;
    merged_at: string | null;
  };
  const of = organisationId ? sql`and r.organisation_id = ${organisationId}` : sql``;
  const rows = await tx.execute<Row>(sql`
    with done as (
      select r.organisation_id, coalesce(w.merged_into, w.id) as whole_id, max(r.ready_at) as last
      from promises r join batches w on w.organisation_id = r.organisation_id and w.id = r.batch_id
      where r.kind = 'ready' ${of} group by 1, 2 order by 3 desc limit ${most})
    select ${promiseColumns}, p.ready_at, p.left_out, b.name, o.name as organisation, x.brands, done.whole_id,
      case when b.merged_into is not null then ${mergedAt} end as merged_at
    from done
    join batches b on b.organisation_id = done.organisation_id and (b.id = done.whole_id or b.merged_into = done.whole_id)
    join promises p on p.organisation_id = done.organisation_id and p.batch_id = b.id
    join organisations o on o.id = done.organisation_id
    join lateral (select array_agg(n.name order by n.name) as brands from brands n
      where n.organisation_id = done.organisation_id and n.id in (select v.brand_id from variants v
        where v.organisation_id = done.organisation_id and v.batch_id = done.whole_id)) x on true
    order by done.last desc, done.whole_id, b.merged_into nulls first, p.batch_id, p.version`);
  const ledgers = new Map<string, { row: Row; kept: Kept[] }>();
  for (const row of rows) {
    const ledger = ledgers.get(row.batch_id) ?? { row, kept: [] };
    const readyAt = row.ready_at ? new Date(row.ready_at) : null;
    ledger.kept.push({ ...promisedIn(row), at: new Date(row.at), readyAt, leftOut: row.left_out });
    ledgers.set(row.batch_id, ledger);
  }
  /** When the whole that a batch went into was ready since. */
  const readyIn = ({ whole_id, merged_at }: Row) =>
    merged_at === null
      ? []
      : (ledgers.get(whole_id)?.kept ?? []).filter(({ readyAt, at }) => readyAt && at > new Date(merged_at));
  return [...ledgers.values()].flatMap(({ row, kept }) =>
    scoreLedger([...kept, ...readyIn(row)], calendar).map((scored) => ({
      ...scored,
      organisation: row.organisation,
      batch: { id: row.batch_id, name: row.name },
      brands: row.brands ?? [],
    })),
  );
}
