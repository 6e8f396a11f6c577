import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { Place } from "@/lib/lifecycle/states";
import type { ErrorAlert } from "./alert";
import { type Cause, lastError } from "./causes";
import { named } from "./named";

/** What went wrong and where, by the operation that reported it, else by the variant. */
export async function errorDetails(
  tx: Tx,
  organisationId: string,
  causes: Cause[],
): Promise<
  Map<
    string | null,
    Pick<ErrorAlert, "reason" | "stoppedIn" | "order" | "modellingBegun" | "named" | "variantIds">
  >
> {
  if (causes.length === 0) return new Map();
  const batchIds = `{${[...new Set(causes.map((cause) => cause.batchId))].join(",")}}`;
  const rows = await tx.execute<{
    subject: string;
    reason: string | null;
    stopped_in: Place | null;
    number: string;
    modelling_begun: boolean;
    ids: string[];
    skus: string[];
  }>(sql`
    select coalesce(t.operation_id, v.id)::text as subject, min(t.reason) as reason, min(t.from_place) as stopped_in,
      min(o.number) as number,
      bool_or(v.modelling_begun) as modelling_begun, array_agg(v.id order by v.sku) as ids,
      (array_agg(v.sku order by v.sku))[1:3] as skus
    from variants v
    join orders o on o.organisation_id = v.organisation_id and o.id = v.order_id
    left join lateral (${lastError}) t on true
    where v.organisation_id = ${organisationId} and v.place = 'error' and v.batch_id = any(${batchIds}::uuid[])
    group by 1`);
  return new Map(
    rows.map((row) => [
      row.subject,
      {
        reason: row.reason,
        stoppedIn: row.stopped_in,
        order: row.number,
        modellingBegun: row.modelling_begun,
        named: named(row.ids, row.skus),
        variantIds: row.ids,
      },
    ]),
  );
}
