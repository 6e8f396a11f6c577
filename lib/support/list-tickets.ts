import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TicketStatus } from "@/db/schema/attention";
import type { Tx } from "@/lib/access/actor";
import { idSchema } from "@/lib/access/ids";
import { type Page, paged, readKey, seek } from "@/lib/paging/page-key";
import type { FeedbackCode } from "./ticket";

export interface TicketRow {
  id: string;
  number: string;
  kind: "question" | "feedback";
  code: FeedbackCode | null;
  subject: string;
  status: TicketStatus;
  organisation: string;
  batch: { id: string; name: string } | null;
  order: { id: string; number: string } | null;
  /** The customer who opened it; null where the producer did. */
  openedBy: string | null;
  /** For the producer's people only. */
  assignee: { id: string; name: string } | null;
  updatedAt: Date;
}

export const TICKET_FILTERS = ["open", "waiting", "solved", "all"] as const;
export type TicketFilter = (typeof TICKET_FILTERS)[number];

export interface TicketsWanted {
  filter: TicketFilter;
  /** An organisation, or all the reader sees. */
  organisationId?: string | undefined;
  /** A person of the producer's staff, or "nobody". */
  assignee?: string | undefined;
  feedback?: boolean;
  batchId?: string | undefined;
  from?: string | undefined;
  size: number;
}

const updated = sql`extract(epoch from t.updated_at)::float8`;
const keySchema = z.tuple([z.number(), idSchema]);

/** One page of tickets as far as the reader sees them, the latest news first. */
export async function listTickets(tx: Tx, wanted: TicketsWanted): Promise<Page<TicketRow>> {
  const key = readKey(wanted.from, keySchema);
  const { where, orderBy } = seek({ columns: [updated, sql`t.id`], descending: true }, key);
  const rows = await tx.execute<{
    id: string;
    number: string;
    kind: TicketRow["kind"];
    code: FeedbackCode | null;
    subject: string;
    status: TicketStatus;
    organisation: string;
    batch_id: string | null;
    batch: string | null;
    order_id: string | null;
    order_number: string | null;
    opened_by: string | null;
    assignee_id: string | null;
    assignee: string | null;
    updated_at: string;
    updated: number;
  }>(sql`
    select t.id, t.number, t.kind, t.code, t.subject, t.status, o.name as organisation, t.batch_id, b.name as batch,
      t.order_id, d.number as order_number, case when u.producer_role is null then u.name end as opened_by,
      t.assignee_id, a.name as assignee, t.updated_at, ${updated} as updated
    from tickets t join organisations o on o.id = t.organisation_id
    left join batches b on b.organisation_id = t.organisation_id and b.id = t.batch_id
    left join orders d on d.organisation_id = t.organisation_id and d.id = t.order_id
    left join users u on u.id = t.opened_by left join users a on a.id = t.assignee_id
    where ${matching(wanted)} ${where ? sql`and ${where}` : sql``}
    order by ${orderBy} limit ${wanted.size + 1}`);
  const found = rows.map((row) => ({
    id: row.id,
    number: row.number,
    kind: row.kind,
    code: row.code,
    subject: row.subject,
    status: row.status,
    organisation: row.organisation,
    batch: row.batch_id && row.batch ? { id: row.batch_id, name: row.batch } : null,
    order: row.order_id && row.order_number ? { id: row.order_id, number: row.order_number } : null,
    openedBy: row.opened_by,
    assignee: row.assignee_id && row.assignee ? { id: row.assignee_id, name: row.assignee } : null,
    updatedAt: new Date(row.updated_at),
    updated: row.updated,
  }));
  return paged(found, wanted.size, key, (row) => [row.updated, row.id]);
}

function matching({ filter, organisationId, assignee, feedback, batchId }: TicketsWanted) {
  return sql.join(
    [
      sql`t.organisation_id in (select id from organisations)`,
      ...(organisationId ? [sql`t.organisation_id = ${organisationId}`] : []),
      ...(filter === "all" ? [] : [sql`t.status = ${filter}`]),
      ...(assignee === "nobody" ? [sql`t.assignee_id is null`] : []),
      ...(assignee && assignee !== "nobody" ? [sql`t.assignee_id = ${assignee}`] : []),
      ...(feedback ? [sql`t.kind = 'feedback'`] : []),
      ...(batchId ? [sql`t.batch_id = ${batchId}`] : []),
    ],
    sql` and `,
  );
}

/** How many tickets each filter would show, within the rest of what is wanted. */
export async function countTickets(
  tx: Tx,
  wanted: Omit<TicketsWanted, "filter" | "size" | "from"> = {},
): Promise<Record<TicketFilter, number>> {
  const rows = await tx.execute<{ status: TicketStatus; n: number }>(sql`
    select t.status, count(*)::int as n from tickets t where ${matching({ ...wanted, filter: "all", size: 0 })} group by 1`);
  const of = (status: TicketStatus) => rows.find((row) => row.status === status)?.n ?? 0;
  const [open, waiting, solved] = [of("open"), of("waiting"), of("solved")];
  return { open, waiting, solved, all: open + waiting + solved };
}
