import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { Promised } from "@/lib/forecast/promise";

/** What the ledger says last of a batch. */
export interface StandingPromise extends Promised {
  version: number;
  /** Since when it has been shown. */
  at: Date;
  /** The 85% date that was shown before this one; null where this is the first. */
  was: Date | null;
  /** When it was last reckoned anew, whether or not it changed. */
  checkedAt: Date | null;
  /** What it rested on; 0 for the default of a new installation. */
  calendarVersion: number;
  policyVersion: number;
  modelVersion: number;
}

/** Columns of a promise as `promisedIn` reads them. */
export const promiseColumns = sql.raw(
  "p.batch_id, p.version, p.kind, p.expected_from, p.expected_to, p.approved_from, p.approved_to, p.decided_by, p.approved_count, p.at",
);

export type PromiseRow = {
  batch_id: string;
  version: number;
  kind: Promised["kind"];
  expected_from: string | null;
  expected_to: string | null;
  approved_from: string | null;
  approved_to: string | null;
  decided_by: string | null;
  approved_count: number | null;
  at: string;
};

/** The dates of a row of the ledger. */
export function promisedIn(row: PromiseRow): Promised {
  const { expected_from, expected_to, approved_from, approved_to, decided_by, approved_count } = row;
  return {
    kind: row.kind,
    expected:
      expected_from && expected_to ? { from: new Date(expected_from), to: new Date(expected_to) } : null,
    ifApproved:
      approved_from && approved_to && decided_by && approved_count !== null
        ? {
            from: new Date(approved_from),
            to: new Date(approved_to),
            decidedBy: new Date(decided_by),
            count: approved_count,
          }
        : null,
  };
}

/** What stands for each of these batches, by id; one that never had a date is missing. */
export async function standingPromises(
  tx: Tx,
  organisationId: string,
  batchIds: readonly string[],
): Promise<Map<string, StandingPromise>> {
  if (batchIds.length === 0) return new Map();
  type Row = PromiseRow & {
    was: string | null;
    checked_at: string | null;
    calendar_version: number;
    policy_version: number;
    model_version: number;
  };
  const rows = await tx.execute<Row>(sql`
    select ${promiseColumns}, p.calendar_version, p.policy_version, p.model_version, w.was, c.checked_at
    from unnest(${`{${batchIds.join(",")}}`}::uuid[]) b (id)
    join lateral (select * from promises where organisation_id = ${organisationId} and batch_id = b.id
      order by version desc limit 1) p on true
    left join lateral (select coalesce(e.expected_to, e.approved_to) as was from promises e
      where e.organisation_id = ${organisationId} and e.batch_id = b.id and e.version < p.version
        and coalesce(e.expected_to, e.approved_to) <> coalesce(p.expected_to, p.approved_to)
      order by e.version desc limit 1) w on true
    left join promise_checks c on c.organisation_id = ${organisationId} and c.batch_id = b.id`);
  return new Map(
    rows.map((row) => [
      row.batch_id,
      {
        ...promisedIn(row),
        version: row.version,
        at: new Date(row.at),
        was: row.was ? new Date(row.was) : null,
        checkedAt: row.checked_at ? new Date(row.checked_at) : null,
        calendarVersion: row.calendar_version,
        policyVersion: row.policy_version,
        modelVersion: row.model_version,
      },
    ]),
  );
}

/** By when a quote has to be decided for what stands to hold; undefined where that day has passed or none waits. */
export function conditionStanding(promise: Promised | null, now: Date): Date | undefined {
  const decidedBy = promise?.ifApproved?.decidedBy;
  return decidedBy && decidedBy >= now ? decidedBy : undefined;
}
