import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { AlertKind } from "./alert";

/** One line of what became of alerts. */
export interface AlertLogEntry {
  id: string;
  event: "appeared" | "acknowledged" | "snoozed" | "woken" | "assigned" | "resolved";
  key: string;
  /** How the alert read when it was noticed. */
  sentence: string;
  kind: AlertKind | null;
  organisation: string;
  /** Whoever acted, as the reader may know them; null for the system. */
  by: string | null;
  /** Of a snooze. */
  until: Date | null;
  /** Of an assignment. */
  to: string | null;
  /** Of an appearance: when its cause began. */
  began: Date | null;
  at: Date;
}

/** In this batch, or in one that was merged into it. */
const ofBatch = (batchId: string) => sql`exists (select 1 from batches b where b.organisation_id = o.id
  and (b.id = ${batchId} or b.merged_into = ${batchId}) and (f.data->'batchIds') ? b.id::text)`;

/** What became of alerts lately, newest first; row-level security leaves the producer's own steps out for customers. */
export async function listAlertLog(
  tx: Tx,
  { organisationId, batchId, limit }: { organisationId?: string; batchId?: string; limit: number },
): Promise<AlertLogEntry[]> {
  const rows = await tx.execute<{
    id: string;
    event: AlertLogEntry["event"];
    cause_key: string;
    sentence: string | null;
    kind: AlertKind | null;
    organisation: string;
    by: string | null;
    until: string | null;
    assignee: string | null;
    began: string | null;
    at: string;
  }>(sql`
    select l.id, l.event, l.cause_key, f.data->>'sentence' as sentence, f.data->>'kind' as kind, o.name as organisation,
      u.name as by, l.data->>'until' as until, a.name as assignee, l.data->>'began' as began, l.at
    from organisations o join alert_log l on l.organisation_id = o.id
    left join users u on u.id = l.actor_id left join users a on a.id::text = l.data->>'assigneeId'
    left join lateral (select f.data from alert_log f where f.organisation_id = l.organisation_id
      and f.cause_key = l.cause_key and f.event = 'appeared' and f.at <= l.at order by f.at desc limit 1) f on true
    where ${organisationId ? sql`o.id = ${organisationId}` : sql`true`}
      and ${batchId ? ofBatch(batchId) : sql`true`}
    order by l.at desc, l.id desc limit ${limit}`);
  return rows.map((row) => ({
    id: row.id,
    event: row.event,
    key: row.cause_key,
    sentence: row.sentence ?? "An alert that came and went between two looks.",
    kind: row.kind,
    organisation: row.organisation,
    by: row.by,
    until: row.until ? new Date(row.until) : null,
    to: row.assignee,
    began: row.began ? new Date(row.began) : null,
    at: new Date(row.at),
  }));
}
