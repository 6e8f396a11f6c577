import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { type MergedBatch, mergedIn } from "@/lib/batches/merged-in";
import { type PromiseRow, promiseColumns, promisedIn } from "@/lib/batches/standing-promises";
import type { Promised } from "@/lib/forecast/promise";
import type { Reason } from "@/lib/forecast/promise-reasons";

/** One date of a batch as it was shown, from `at` until the next. */
export interface ShownPromise extends Promised {
  version: number;
  at: Date;
  readyAt: Date | null;
  reasons: Reason[];
  /** How many variants the date is of, and how many with an error or a rejected quote it leaves out. */
  variants: number;
  leftOut: number;
  /** It rests on history too, not on the day limits alone. */
  learned: boolean;
}

const MOST = 40;

/** The latest forty dates that were shown for a batch, newest first. */
export async function listPromises(tx: Tx, organisationId: string, batchId: string): Promise<ShownPromise[]> {
  type Row = PromiseRow & {
    ready_at: string | null;
    reasons: Reason[];
    variants: number;
    left_out: number;
    model_version: number;
  };
  const rows = await tx.execute<Row>(sql`
    select ${promiseColumns}, p.ready_at, p.reasons, p.variants, p.left_out, p.model_version from promises p
    where p.organisation_id = ${organisationId} and p.batch_id = ${batchId} order by p.version desc limit ${MOST}`);
  return rows.map((row) => ({
    ...promisedIn(row),
    version: row.version,
    at: new Date(row.at),
    readyAt: row.ready_at ? new Date(row.ready_at) : null,
    reasons: row.reasons,
    variants: row.variants,
    leftOut: row.left_out,
    learned: row.model_version > 0,
  }));
}

/** A batch that became part of another, with the dates that were shown for it until then, newest first. */
export interface MergedDates extends MergedBatch {
  dates: ShownPromise[];
}

/** What had been shown for the batches that were merged into this one. */
export async function listMergedDates(
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<MergedDates[]> {
  const merged = await mergedIn(tx, organisationId, batchId);
  return Promise.all(
    merged.map(async (batch) => ({ ...batch, dates: await listPromises(tx, organisationId, batch.id) })),
  );
}
