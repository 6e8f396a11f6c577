import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { QualityAlert } from "./alert";
import { type Cause, flagSubject, keyOf } from "./causes";
import { named } from "./named";

/** What the flags behind each cause say, by alert key. */
export async function qualityDetails(
  tx: Tx,
  organisationId: string,
  causes: Cause[],
): Promise<Map<string, Pick<QualityAlert, "flag" | "words" | "severity" | "blocking" | "named">>> {
  if (causes.length === 0) return new Map();
  const batchIds = `{${[...new Set(causes.map((cause) => cause.batchId))].join(",")}}`;
  const rows = await tx.execute<{
    batch_id: string;
    subject: string;
    kind: string;
    words: string;
    severity: "minor" | "major";
    blocking: boolean;
    ids: string[];
    skus: string[];
  }>(sql`
    select v.batch_id, ${flagSubject} as subject, f.kind, f.words, f.severity, f.blocking,
      (array_agg(v.id order by v.sku))[1:3] as ids, (array_agg(v.sku order by v.sku))[1:3] as skus
    from quality_flags f join variants v on v.organisation_id = f.organisation_id and v.id = f.variant_id
    where f.organisation_id = ${organisationId} and f.resolved_at is null and v.place <> 'cancelled'
      and v.batch_id = any(${batchIds}::uuid[])
    group by 1, 2, 3, 4, 5, 6`);
  return new Map(
    rows.map((row) => [
      keyOf({ cause: "quality", subject: row.subject, batchId: row.batch_id }),
      {
        flag: row.kind,
        words: row.words,
        severity: row.severity,
        blocking: row.blocking,
        named: named(row.ids, row.skus),
      },
    ]),
  );
}
