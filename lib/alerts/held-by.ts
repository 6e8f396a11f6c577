import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { type Cause, type Causes, flagSubject, lastError, overLimit } from "./causes";

/** A variant that an alert holds, with the order it belongs to. */
export interface Held {
  id: string;
  sku: string;
  orderId: string;
}

/** The variants behind the causes of one alert, the most pressing first; at most `limit`. */
export async function heldBy(
  tx: Tx,
  organisationId: string,
  causes: readonly Cause[],
  { now, rules, limit }: Pick<Causes, "now" | "rules"> & { limit: number },
): Promise<Held[]> {
  const [first] = causes;
  if (!first) return [];
  const batches = `{${causes.map(({ batchId }) => batchId).join(",")}}`;
  const rows = await tx.execute<{ id: string; sku: string; order_id: string }>(sql`
    select v.id, v.sku, v.order_id from variants v
    join orders o on o.organisation_id = v.organisation_id and o.id = v.order_id
    where v.organisation_id = ${organisationId} and v.batch_id = any(${batches}::uuid[]) and ${condition(first, { now, rules })}
    order by ${first.cause === "delay" ? sql`v.due_at, ` : sql``}o.number, v.sku limit ${limit}`);
  return rows.map((row) => ({ id: row.id, sku: row.sku, orderId: row.order_id }));
}

function condition({ cause, subject }: Cause, { now, rules }: Pick<Causes, "now" | "rules">): SQL {
  switch (cause) {
    case "quote":
      return sql`v.place = 'quote_sent' and exists (select 1 from quote_lines l where l.organisation_id = v.organisation_id
        and l.variant_id = v.id and l.status = 'pending' and l.quote_version_id::text = ${subject})`;
    case "rejected":
      return sql`v.place = 'quote_rejected'`;
    case "review":
      return sql`v.place = 'completed' and v.due_at < ${now.toISOString()}::timestamptz`;
    case "delay":
      return sql`v.place = ${subject} and ${overLimit(now, rules)}`;
    case "error":
      return sql`v.place = 'error' and coalesce((select t.operation_id from (${lastError}) t), v.id)::text = ${subject}`;
    case "quality":
      return sql`v.place <> 'cancelled' and exists (select 1 from quality_flags f
        where f.organisation_id = v.organisation_id and f.variant_id = v.id and f.resolved_at is null
          and ${flagSubject} = ${subject})`;
  }
}
