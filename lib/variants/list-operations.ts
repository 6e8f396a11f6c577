import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { EventId } from "@/lib/lifecycle/states";

export interface ListedOperation {
  id: string;
  kind: "event" | "assign" | "import";
  event: EventId | null;
  /** The person's name, or null for a job. */
  by: string | null;
  organisations: string[];
  total: number;
  moved: number;
  refused: number;
  at: Date;
  finished: boolean;
  /** The operation that took it back, where one did. */
  undoneBy: string | null;
  undoes: string | null;
  mine: boolean;
}

type Row = {
  id: string;
  kind: ListedOperation["kind"];
  event: EventId | null;
  by: string | null;
  actor_id: string | null;
  organisations: string[];
  total: number;
  moved: number;
  refused: number;
  at: string;
  finished: boolean;
  undone_by: string | null;
  undoes: string | null;
};

/** Bulk commands and imports, newest first, each summed over the organisations it touched; 100 at most, or one by id. */
export async function listOperations(tx: Tx, userId: string, id?: string): Promise<ListedOperation[]> {
  const rows = await tx.execute<Row>(sql`
    select o.id, o.kind, o.event, u.name as by, o.actor_id, array_agg(distinct n.name) as organisations,
      sum(o.total)::int as total, sum(o.moved)::int as moved, sum(o.refused)::int as refused, min(o.created_at) as at,
      bool_and(o.finished_at is not null) as finished, o.undoes,
      (select z.id from operations z where z.undoes = o.id limit 1) as undone_by
    from (select * from operations ${id ? sql`where id = ${id}` : sql`order by created_at desc limit 300`}) o
    join organisations n on n.id = o.organisation_id
    left join users u on u.id = o.actor_id
    group by o.id, o.kind, o.event, u.name, o.actor_id, o.undoes order by min(o.created_at) desc limit 100`);
  return rows.map(({ undone_by, actor_id, at, ...row }) => ({
    ...row,
    at: new Date(at),
    undoneBy: undone_by,
    mine: actor_id === userId,
  }));
}
