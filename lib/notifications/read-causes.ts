import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { Happening } from "./happening";

const list = (ids: readonly string[]) => `{${ids.join(",")}}`;

/** Quotes that variants were just sent in and that still wait, by version and batch. */
export async function quotesSent(
  tx: Tx,
  organisationId: string,
  { variantIds, at }: { variantIds: readonly string[]; at: Date },
): Promise<Happening[]> {
  const rows = await tx.execute<{
    version_id: string;
    quote_id: string;
    number: string;
    currency: string;
    total: string;
    batch_id: string;
    name: string;
    n: number;
    sent_by: string | null;
  }>(sql`
    select l.quote_version_id as version_id, q.id as quote_id, q.number, w.currency, w.sent_by, v.batch_id, b.name,
      count(*)::int as n, (sum(sum(l.price)) over (partition by l.quote_version_id))::text as total
    from quote_lines l
    join quote_versions w on w.organisation_id = l.organisation_id and w.id = l.quote_version_id
    join quotes q on q.organisation_id = w.organisation_id and q.id = w.quote_id
    join variants v on v.organisation_id = l.organisation_id and v.id = l.variant_id
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    where l.organisation_id = ${organisationId} and l.variant_id = any(${list(variantIds)}::uuid[]) and l.status = 'pending'
    group by 1, 2, 3, 4, 5, 6, 7`);
  return rows.map((row) => ({
    kind: "quote_to_approve",
    cause: `quote:${row.version_id}:${row.batch_id}`,
    batchId: row.batch_id,
    count: row.n,
    at,
    data: { batch: row.name, quote: row.number },
    path: { customer: `/quotes/${row.quote_id}`, producer: "/ops/quotes" },
    by: row.sent_by,
    sum: { total: Number(row.total), currency: row.currency },
  }));
}

/** Batches in which nothing is left to produce; told again when a revision was made ready. */
export async function batchesReady(
  tx: Tx,
  organisationId: string,
  batchIds: readonly string[],
  at: Date,
): Promise<Happening[]> {
  const rows = await tx.execute<{ batch_id: string; name: string; n: number; last: string }>(sql`
    select v.batch_id, b.name, count(*)::int as n, extract(epoch from max(v.entered_at))::text as last
    from variants v join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    where v.organisation_id = ${organisationId} and v.batch_id = any(${list(batchIds)}::uuid[]) and v.place <> 'cancelled'
    group by 1, 2 having bool_and(v.place in ('completed', 'validated'))`);
  return rows.map((row) => ({
    kind: "batch_ready",
    cause: `ready:${row.batch_id}:${row.last}`,
    batchId: row.batch_id,
    count: row.n,
    at,
    data: { batch: row.name },
    path: { customer: `/batches/${row.batch_id}`, producer: `/ops/batches/${row.batch_id}` },
    by: null,
  }));
}

/** Flags raised at this moment that still stand; flags in the same words are one cause. */
export async function flagsRaised(
  tx: Tx,
  organisationId: string,
  variantIds: readonly string[],
  at: Date,
): Promise<Happening[]> {
  const rows = await tx.execute<{
    batch_id: string;
    name: string;
    n: number;
    flag: string;
    raised_by: string | null;
  }>(sql`
    select v.batch_id, b.name, count(distinct v.id)::int as n, min(f.id::text) as flag, (array_agg(f.raised_by))[1] as raised_by
    from quality_flags f
    join variants v on v.organisation_id = f.organisation_id and v.id = f.variant_id
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    where f.organisation_id = ${organisationId} and f.variant_id = any(${list(variantIds)}::uuid[])
      and f.raised_at = ${at.toISOString()}::timestamptz and f.resolved_at is null
    group by v.batch_id, b.name, f.kind, f.severity, f.blocking, f.words`);
  return rows.map((row) => ({
    kind: "quality",
    cause: `quality:${row.flag}:${row.batch_id}`,
    batchId: row.batch_id,
    count: row.n,
    at,
    data: { batch: row.name },
    path: {
      customer: `/alerts?kind=quality&batch=${row.batch_id}`,
      producer: `/ops/batches/${row.batch_id}`,
    },
    by: row.raised_by,
  }));
}
