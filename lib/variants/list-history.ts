import { sql } from "drizzle-orm";
import type { ActorKind } from "@/db/schema/transitions";
import type { Tx } from "@/lib/access/actor";
import type { Department, Place, Step } from "@/lib/lifecycle/states";

/** Who did something, as far as the reader may know. */
export interface By {
  kind: ActorKind;
  /** Null for the system, and for the producer's people where the organisation shows departments only. */
  name: string | null;
  department: Department | null;
  /** The reader. */
  you: boolean;
}

export interface HistoryStep {
  kind: "step";
  id: string;
  at: Date;
  by: By;
  event: Step;
  from: Place | null;
  to: Place;
  reason: string | null;
  reasonCode: string | null;
  batch: string | null;
  quote: {
    id: string;
    number: string;
    version: number;
    price: number | null;
    currency: string;
    validUntil: Date;
  } | null;
  /** A later step took it back. */
  undone: boolean;
  /** Business days the stay that it ended had lasted; null for the order. */
  elapsed: number | null;
}

export interface HistoryFlag {
  kind: "flag";
  id: string;
  at: Date;
  by: By;
  words: string;
  severity: "minor" | "major";
  blocking: boolean;
  /** Null where it was raised; what was written where it was resolved. */
  resolution: string | null;
}

export interface HistoryActivity {
  kind: "activity";
  id: string;
  at: Date;
  by: By;
  /** `assigned`, `corrected`, … as the command wrote it. */
  activity: string;
  /** Of an assignment: the person, where the reader may know the name, else null. */
  assignee: string | null;
  department: Department | null;
  /** Of a correction: the columns it changed. */
  changed: string[];
}

export type HistoryEntry = HistoryStep | HistoryFlag | HistoryActivity;

type Data = Record<string, unknown>;
type Raw = Record<string, unknown> & { id: string; at: string };

/**
 * Everything that happened to a variant, newest first. `reader` and `showNames` decide about names: the producer's
 * people are named only where the organisation shows them (domain.md, "Things").
 */
export async function listHistory(
  tx: Tx,
  organisationId: string,
  variantId: string,
  reader: { userId: string | null; showNames: boolean },
): Promise<HistoryEntry[]> {
  const of = (alias: string) =>
    sql`${sql.raw(alias)}.organisation_id = ${organisationId} and ${sql.raw(alias)}.variant_id = ${variantId}`;
  const [steps, flags, others] = await Promise.all([
    tx.execute<Raw>(sql`
      select t.id, t.at, t.event, t.from_place, t.to_place, t.reason, t.reason_code, t.actor_kind, t.actor_id,
        t.left_elapsed, u.name, u.department, b.name as batch, q.id as quote_id, q.number, qv.version, qv.currency,
        qv.valid_until, l.price,
        exists (select 1 from transitions w where w.organisation_id = t.organisation_id and w.variant_id = t.variant_id
          and w.undoes = t.id) as undone
      from transitions t
      left join users u on u.id = t.actor_id
      left join batches b on b.organisation_id = t.organisation_id and b.id = t.batch_id
      left join quote_versions qv on qv.organisation_id = t.organisation_id and qv.id = t.quote_version_id
      left join quotes q on q.organisation_id = t.organisation_id and q.id = qv.quote_id
      left join quote_lines l on l.organisation_id = t.organisation_id and l.quote_version_id = qv.id and l.variant_id = t.variant_id
      where ${of("t")} order by t.version desc`),
    tx.execute<Raw>(sql`
      select f.id, f.raised_at as at, f.words, f.severity, f.blocking, f.resolution, f.resolved_at, r.id as raised_by,
        r.name, r.department, r.producer_role, s.id as resolver_id, s.name as resolver, s.department as resolver_department,
        s.producer_role as resolver_role
      from quality_flags f left join users r on r.id = f.raised_by left join users s on s.id = f.resolved_by
      where ${of("f")} order by f.raised_at desc`),
    tx.execute<Raw>(sql`
      select a.id, a.at, a.kind as activity, a.data, a.actor_kind, a.actor_id, u.name, u.department, w.name as assignee
      from activity a left join users u on u.id = a.actor_id left join users w on w.id::text = a.data->>'assigneeId'
      where ${of("a")} and a.kind not in ('flag_raised', 'flag_resolved') order by a.at desc limit 200`),
  ]);
  const by = (kind: ActorKind, id: unknown, name: unknown, department: unknown): By => ({
    kind,
    name: kind === "customer" || reader.showNames ? ((name as string | null) ?? null) : null,
    department: (department as Department | null) ?? null,
    you: id !== null && id === reader.userId,
  });
  const kindOf = (role: unknown): ActorKind => (role === null ? "customer" : (role as ActorKind));
  const entries: HistoryEntry[] = steps.map((row) => ({
    ...stepOf(row),
    by: by(row.actor_kind as ActorKind, row.actor_id, row.name, row.department),
  }));
  for (const row of flags) {
    const flag = {
      kind: "flag" as const,
      words: row.words as string,
      severity: row.severity as "minor" | "major",
      blocking: row.blocking as boolean,
    };
    const raisedBy = by(kindOf(row.producer_role), row.raised_by, row.name, row.department);
    entries.push({ ...flag, id: row.id, at: new Date(row.at), by: raisedBy, resolution: null });
    if (row.resolved_at === null) continue;
    entries.push({
      ...flag,
      id: `${row.id} resolved`,
      at: new Date(row.resolved_at as string),
      by: by(kindOf(row.resolver_role), row.resolver_id, row.resolver, row.resolver_department),
      resolution: (row.resolution as string | null) ?? "",
    });
  }
  for (const row of others) {
    entries.push({
      kind: "activity",
      id: row.id,
      at: new Date(row.at),
      by: by(row.actor_kind as ActorKind, row.actor_id, row.name, row.department),
      activity: row.activity as string,
      assignee: reader.showNames ? (row.assignee as string | null) : null,
      department: ((row.data as Data).department as Department | undefined) ?? null,
      changed: Object.keys(((row.data as Data).changed as object | undefined) ?? {}),
    });
  }
  return entries.sort((a, b) => b.at.getTime() - a.at.getTime());
}

function stepOf(row: Raw): Omit<HistoryStep, "by"> {
  return {
    kind: "step",
    id: row.id,
    at: new Date(row.at),
    event: row.event as Step,
    from: row.from_place === "" ? null : (row.from_place as Place),
    to: row.to_place as Place,
    reason: row.reason as string | null,
    reasonCode: row.reason_code as string | null,
    batch: row.batch as string | null,
    quote:
      row.quote_id === null
        ? null
        : {
            id: row.quote_id as string,
            number: row.number as string,
            version: row.version as number,
            price: row.price === null ? null : Number(row.price),
            currency: row.currency as string,
            validUntil: new Date(row.valid_until as string),
          },
    undone: row.undone as boolean,
    elapsed: row.left_elapsed as number | null,
  };
}
