import { sql } from "drizzle-orm";
import type { TicketStatus } from "@/db/schema/attention";
import { type Actor, roleOf, type Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { showsNames } from "@/lib/variants/shows-names";
import { aboutOf, type TicketAbout } from "./about";
import type { FeedbackCode } from "./ticket";

export interface TicketMessage {
  id: string;
  internal: boolean;
  words: string;
  /** The state it left the ticket in. */
  status: TicketStatus | null;
  by: { name: string; producer: boolean; mine: boolean };
  at: Date;
  files: { id: string; name: string; mediaType: string; size: number }[];
}

export interface TicketDetail {
  id: string;
  number: string;
  kind: "question" | "feedback";
  code: FeedbackCode | null;
  subject: string;
  status: TicketStatus;
  organisation: { id: string; name: string };
  about: TicketAbout;
  alert: { key: string; title: string } | null;
  /** For the producer's people only. */
  assignee: { id: string; name: string } | null;
  openedAt: Date;
  messages: TicketMessage[];
}

/** A ticket with its conversation as the actor may read it, oldest first; null where there is none. */
export async function findTicket(tx: Tx, actor: Actor, id: string): Promise<TicketDetail | null> {
  if (!isId(id)) return null;
  const [row] = await tx.execute<{
    organisation_id: string;
    organisation: string;
    number: string;
    kind: TicketDetail["kind"];
    code: FeedbackCode | null;
    subject: string;
    status: TicketStatus;
    batch_id: string | null;
    order_id: string | null;
    variant_ids: string[];
    alert_key: string | null;
    alert_title: string | null;
    assignee_id: string | null;
    assignee: string | null;
    created_at: string;
  }>(sql`
    select t.*, o.name as organisation, a.name as assignee from organisations o
    join tickets t on t.organisation_id = o.id left join users a on a.id = t.assignee_id where t.id = ${id}`);
  if (!row) return null;
  const organisationId = row.organisation_id;
  const [about, messages] = await Promise.all([
    aboutOf(tx, organisationId, {
      batchId: row.batch_id,
      orderId: row.order_id,
      variantIds: row.variant_ids,
    }),
    messagesOf(tx, actor, organisationId, id),
  ]);
  const seesAssignee = can(roleOf(actor), "assign");
  return {
    id,
    number: row.number,
    kind: row.kind,
    code: row.code,
    subject: row.subject,
    status: row.status,
    organisation: { id: organisationId, name: row.organisation },
    about,
    alert: row.alert_key ? { key: row.alert_key, title: row.alert_title ?? "" } : null,
    assignee: seesAssignee && row.assignee_id ? { id: row.assignee_id, name: row.assignee ?? "" } : null,
    openedAt: new Date(row.created_at),
    messages,
  };
}

async function messagesOf(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  ticketId: string,
): Promise<TicketMessage[]> {
  const role = roleOf(actor);
  const internal = can(role, "seeInternalNotes");
  const named = role === "ops" || role === "admin" || (await showsNames(tx, organisationId));
  const me = "userId" in actor ? actor.userId : null;
  const rows = await tx.execute<{
    id: string;
    internal: boolean;
    words: string;
    status: TicketStatus | null;
    author_kind: string;
    author_id: string | null;
    author: string | null;
    at: string;
    files: TicketMessage["files"];
  }>(sql`
    select m.id, m.internal, m.words, m.status, m.author_kind, m.author_id, u.name as author, m.at,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size)
        order by f.id) from attachments f where f.organisation_id = m.organisation_id and f.ticket_id = m.ticket_id
        and f.message_id = m.id and f.removed_at is null), '[]') as files
    from ticket_messages m left join users u on u.id = m.author_id
    where m.organisation_id = ${organisationId} and m.ticket_id = ${ticketId} ${internal ? sql`` : sql`and not m.internal`}
    order by m.at, m.id`);
  return rows.map((row) => {
    const producer = row.author_kind !== "customer";
    const name = producer && !named ? "Framewatch support" : (row.author ?? "Framewatch");
    return {
      id: row.id,
      internal: row.internal,
      words: row.words,
      status: row.status,
      by: { name, producer, mine: row.author_id !== null && row.author_id === me },
      at: new Date(row.at),
      files: row.files,
    };
  });
}
