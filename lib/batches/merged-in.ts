import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";

/** A batch that became part of another, with what had been agreed for it. */
export interface MergedBatch {
  id: string;
  name: string;
  requestedOn: string | null;
  promisedOn: string | null;
  mergedAt: Date;
}

/** The batches that were merged into this one, the first first. What was said of them follows (domain.md, "Things"). */
export async function mergedIn(tx: Tx, organisationId: string, batchId: string): Promise<MergedBatch[]> {
  const rows = await tx.execute<{
    id: string;
    name: string;
    requested_on: string | null;
    promised_on: string | null;
    at: string | null;
    created_at: string;
  }>(sql`
    select b.id, b.name, b.requested_on, b.promised_on, b.created_at, ${mergedAt} as at from batches b
    where b.organisation_id = ${organisationId} and b.merged_into = ${batchId} order by at, b.name`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    requestedOn: row.requested_on,
    promisedOn: row.promised_on,
    mergedAt: new Date(row.at ?? row.created_at),
  }));
}

/** When the batch `b` was merged. */
export const mergedAt = sql`(select max(a.at) from activity a where a.organisation_id = b.organisation_id
  and a.batch_id = b.id and a.variant_id is null and a.kind = 'batch_merged')`;

/** A batch's id and those of the batches that were merged into it, as a subquery. */
export const withMerged = (organisationId: string, batchId: string): SQL => sql`(
  select id from batches where organisation_id = ${organisationId} and (id = ${batchId} or merged_into = ${batchId}))`;
