import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { formatDate } from "@/lib/calendar/format";
import type { Reason } from "@/lib/forecast/promise-reasons";
import { reasonWords } from "@/lib/promises/reason-words";
import { rulesInForce } from "@/lib/variants/rules";
import type { Happening } from "./happening";

/**
 * Batches whose date the ledger moved later at that moment, with the reasons it gave: a slip is told before it is
 * discovered. Not what has changed again since, nor where dates only came to rest on something else.
 */
export async function datesSlipped(
  tx: Tx,
  organisationId: string,
  batchIds: readonly string[],
  at: Date,
): Promise<Happening[]> {
  const rows = await tx.execute<{
    batch_id: string;
    name: string;
    version: number;
    variants: number;
    was: string;
    is: string;
    reasons: Reason[];
  }>(sql`
    select p.batch_id, b.name, p.version, p.variants, w.expected_to as was, p.expected_to as is, p.reasons
    from promises p
    join batches b on b.organisation_id = p.organisation_id and b.id = p.batch_id
    join promises w on w.organisation_id = p.organisation_id and w.batch_id = p.batch_id and w.version = p.version - 1
    where p.organisation_id = ${organisationId} and p.batch_id = any(${`{${batchIds.join(",")}}`}::uuid[])
      and p.at = ${at.toISOString()}::timestamptz and p.expected_to > w.expected_to
      and not exists (select 1 from promises n where n.organisation_id = p.organisation_id and n.batch_id = p.batch_id
        and n.version > p.version)
      and p.reasons <> '[{"code": "learned"}]'`);
  if (rows.length === 0) return [];
  const { zone } = (await rulesInForce(tx)).calendar;
  return rows
    .map((row) => {
      const [was, is] = [row.was, row.is].map((date) => formatDate(new Date(date), { zone, now: at }));
      const why = row.reasons.length > 0 ? `: ${row.reasons.map(reasonWords).join("; ")}` : "";
      return { ...row, moved: was !== is, words: `${row.name} is now expected by ${is}, not ${was}${why}.` };
    })
    .filter(({ moved }) => moved)
    .map(({ batch_id, name, version, variants, words }) => ({
      kind: "late",
      cause: `slip:${batch_id}:${version}`,
      batchId: batch_id,
      count: variants,
      at,
      data: { batch: name, event: "promise", words },
      path: { customer: `/batches/${batch_id}`, producer: `/ops/batches/${batch_id}` },
      by: null,
    }));
}
