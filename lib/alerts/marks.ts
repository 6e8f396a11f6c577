import { sql } from "drizzle-orm";
import type { AlertSide } from "@/db/schema/attention";
import type { Tx } from "@/lib/access/actor";

/** What somebody of the reader's side decided about an alert, as far as it holds for the cause that stands. */
export interface Mark {
  acknowledged: { at: Date; by: string | null } | null;
  /** Put off until then; null where it is not, or no longer. */
  snoozedUntil: Date | null;
  /** Of the producer's staff. */
  assignee: { id: string; name: string } | null;
}

export const NO_MARK: Mark = { acknowledged: null, snoozedUntil: null, assignee: null };

interface Marked {
  organisationId: string;
  began: Date;
  mark: Mark;
}

type MarkRow = {
  organisation_id: string;
  cause_key: string;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  snoozed_at: string | null;
  snoozed_until: string | null;
  assigned_at: string | null;
  assignee_id: string | null;
  assignee: string | null;
};

/**
 * Puts what was decided beside each cause. It holds while one of those it was decided about is still held: a cause that
 * began later has the same key and is news. No job has to run for that to be true.
 */
export async function withMarks<C extends Marked>(
  tx: Tx,
  causes: C[],
  keyOf: (cause: C) => string,
  { side, now }: { side: AlertSide; now: Date },
): Promise<C[]> {
  if (causes.length === 0) return causes;
  const keys = [...new Set(causes.map(keyOf))];
  const organisations = `{${[...new Set(causes.map(({ organisationId }) => organisationId))].join(",")}}`;
  const rows = await tx.execute<MarkRow>(sql`
    select m.organisation_id, m.cause_key, m.acknowledged_at, u.name as acknowledged_by, m.snoozed_at, m.snoozed_until,
      m.assigned_at, m.assignee_id, a.name as assignee
    from alert_marks m left join users u on u.id = m.acknowledged_by left join users a on a.id = m.assignee_id
    where m.organisation_id = any(${organisations}::uuid[]) and m.side = ${side}
      and m.cause_key = any(select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`);
  if (rows.length === 0) return causes;
  const known = new Map(rows.map((row) => [`${row.organisation_id} ${row.cause_key}`, row]));
  const began = earliest(causes, keyOf);
  return causes.map((cause) => {
    const id = `${cause.organisationId} ${keyOf(cause)}`;
    const row = known.get(id);
    return row ? { ...cause, mark: markOf(row, began.get(id) ?? cause.began, now) } : cause;
  });
}

/** An alert that spans batches began with the first of its parts. */
function earliest<C extends Marked>(causes: C[], keyOf: (cause: C) => string): Map<string, Date> {
  const first = new Map<string, Date>();
  for (const cause of causes) {
    const id = `${cause.organisationId} ${keyOf(cause)}`;
    const known = first.get(id);
    if (!known || cause.began < known) first.set(id, cause.began);
  }
  return first;
}

function markOf(row: MarkRow, began: Date, now: Date): Mark {
  const held = (decided: string | null) =>
    decided !== null && new Date(decided) >= began ? new Date(decided) : null;
  const acknowledgedAt = held(row.acknowledged_at);
  const until = held(row.snoozed_at) && row.snoozed_until ? new Date(row.snoozed_until) : null;
  const assigned = held(row.assigned_at) !== null && row.assignee_id !== null;
  return {
    acknowledged: acknowledgedAt && { at: acknowledgedAt, by: row.acknowledged_by },
    snoozedUntil: until && until > now ? until : null,
    assignee: assigned ? { id: row.assignee_id ?? "", name: row.assignee ?? "" } : null,
  };
}
