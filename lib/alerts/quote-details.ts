import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { QuoteAlert } from "./alert";
import type { Cause } from "./causes";

type Quote = NonNullable<QuoteAlert["quote"]>;

const list = (ids: (string | null)[]) =>
  sql`any(${`{${[...new Set(ids.filter((id) => id !== null))].join(",")}}`}::uuid[])`;

/** The versions whose lines wait for a decision, by version id. A reader who may not see quotes gets none. */
export async function quoteDetails(
  tx: Tx,
  organisationId: string,
  causes: Cause[],
): Promise<Map<string | null, Quote>> {
  if (causes.length === 0) return new Map();
  const rows = await tx.execute<{
    id: string;
    version_id: string;
    number: string;
    version: number;
    order_number: string;
    total: string;
    currency: string;
    valid_until: string;
    variant_ids: string[];
  }>(sql`
    select q.id, v.id as version_id, q.number, v.version, o.number as order_number, l.total::text as total, v.currency,
      v.valid_until, l.variant_ids
    from quote_versions v
    join quotes q on q.organisation_id = v.organisation_id and q.id = v.quote_id
    join orders o on o.organisation_id = q.organisation_id and o.id = q.order_id
    join lateral (select sum(price) as total, array_agg(variant_id) as variant_ids from quote_lines l
      where l.organisation_id = v.organisation_id and l.quote_version_id = v.id and l.status = 'pending') l on true
    where v.organisation_id = ${organisationId} and v.id = ${list(causes.map((cause) => cause.subject))}`);
  return new Map(
    rows.map((row) => [
      row.version_id,
      {
        id: row.id,
        versionId: row.version_id,
        number: row.number,
        version: row.version,
        order: row.order_number,
        total: Number(row.total),
        currency: row.currency,
        validUntil: new Date(row.valid_until),
        variantIds: row.variant_ids,
      },
    ]),
  );
}

/** The variants of each batch whose quote was rejected, and what was written last, by batch id. */
export async function rejectionDetails(
  tx: Tx,
  organisationId: string,
  causes: Cause[],
): Promise<Map<string, { reason: string | null; variantIds: string[] }>> {
  if (causes.length === 0) return new Map();
  const rows = await tx.execute<{ batch_id: string; reason: string | null; variant_ids: string[] }>(sql`
    select v.batch_id, array_agg(v.id order by v.sku) as variant_ids, (array_agg(t.reason order by t.at desc))[1] as reason
    from variants v left join lateral (
      select t.reason, t.at from transitions t where t.organisation_id = v.organisation_id and t.variant_id = v.id
        and t.event = 'rejectQuote' order by t.version desc limit 1) t on true
    where v.organisation_id = ${organisationId} and v.place = 'quote_rejected'
      and v.batch_id = ${list(causes.map((cause) => cause.batchId))}
    group by 1`);
  return new Map(rows.map((row) => [row.batch_id, { reason: row.reason, variantIds: row.variant_ids }]));
}
