import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { Place } from "@/lib/lifecycle/states";
import type { DelayAlert } from "./alert";
import { type Cause, type Causes, keyOf, overLimit } from "./causes";

/** The variant most over its limit of each batch and state, by alert key. */
export async function delayDetails(
  tx: Tx,
  organisationId: string,
  causes: Cause[],
  { now, rules }: Causes,
): Promise<Map<string, Pick<DelayAlert, "place" | "late" | "atRisk" | "worst">>> {
  if (causes.length === 0) return new Map();
  const batchIds = `{${[...new Set(causes.map((cause) => cause.batchId))].join(",")}}`;
  const rows = await tx.execute<{
    batch_id: string;
    place: Place;
    entered_at: string;
    spent: number;
    due_at: string;
    number: string;
  }>(sql`
    select distinct on (v.batch_id, v.place) v.batch_id, v.place, v.entered_at, v.spent, v.due_at, o.number
    from variants v join orders o on o.organisation_id = v.organisation_id and o.id = v.order_id
    where v.organisation_id = ${organisationId} and v.batch_id = any(${batchIds}::uuid[]) and ${overLimit(now, rules)}
    order by v.batch_id, v.place, v.due_at`);
  const counts = new Map(causes.map((cause) => [keyOf(cause), cause]));
  return new Map(
    rows.map((row) => {
      const key = keyOf({ cause: "delay", subject: row.place, batchId: row.batch_id });
      const late = counts.get(key)?.late ?? 0;
      const worst = {
        enteredAt: new Date(row.entered_at),
        spent: row.spent,
        dueAt: new Date(row.due_at),
        order: row.number,
      };
      return [key, { place: row.place, late, atRisk: (counts.get(key)?.count ?? 0) - late, worst }];
    }),
  );
}
