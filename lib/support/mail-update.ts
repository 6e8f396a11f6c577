import { sql } from "drizzle-orm";
import type { Actor, Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { giveNotice } from "@/lib/events/give-notice";
import { queueMail } from "@/lib/events/queue-mail";
import { showsNames } from "@/lib/variants/shows-names";

/** How much of an answer a mail repeats. */
const REPEATED = 1_500;

interface Person {
  id: string;
  email: string;
  name: string;
}

/**
 * Tells the other side what was said, by e-mail and as they chose besides: a customer's words go to whoever has the ticket, else to all of the
 * producer's staff; the producer's go to the customers who opened it or wrote in it. Never for internal notes.
 */
export async function mailUpdate(
  tx: Tx,
  actor: Actor,
  ticket: {
    organisationId: string;
    id: string;
    number: string;
    subject: string;
    assigneeId: string | null;
    openedBy: string | null;
  },
  words: string,
  at: Date,
): Promise<void> {
  const toProducer = actor.kind === "customer";
  const people = toProducer ? await producers(tx, ticket.assigneeId) : await customers(tx, ticket);
  const from = await nameOf(tx, actor, ticket.organisationId);
  const { id: ticketId, number, subject, organisationId } = ticket;
  for (const { id: userId, email: recipient, name } of people) {
    await queueMail(tx, {
      template: "ticket_updated",
      recipient,
      userId,
      organisationId: toProducer ? null : organisationId,
      data: {
        ticketId,
        number,
        subject,
        name,
        from,
        words: words.slice(0, REPEATED),
        side: toProducer ? "producer" : "customer",
      },
    });
  }
  await giveNotice(tx, {
    organisationId,
    kind: "ticket_answered",
    userIds: people.map(({ id }) => id),
    cause: `ticket:${ticketId}:${newId()}`,
    words: `Ticket ${number}, “${subject}”, has a new message.`,
    path: { customer: `/support/${ticketId}`, producer: `/ops/tickets/${ticketId}` },
    at,
  });
}

async function producers(tx: Tx, assigneeId: string | null): Promise<Person[]> {
  const rows = await tx.execute<Person & Record<string, unknown>>(sql`
    select id, email, name from users where producer_role is not null and disabled_at is null
      and (${assigneeId}::uuid is null or id = ${assigneeId}::uuid) order by id`);
  return [...rows];
}

async function customers(
  tx: Tx,
  { organisationId, id, openedBy }: { organisationId: string; id: string; openedBy: string | null },
): Promise<Person[]> {
  const rows = await tx.execute<Person & Record<string, unknown>>(sql`
    select u.id, u.email, u.name from users u join memberships m on m.user_id = u.id
    where m.organisation_id = ${organisationId} and u.disabled_at is null and (u.id = ${openedBy}::uuid or u.id in (
      select t.author_id from ticket_messages t where t.organisation_id = ${organisationId} and t.ticket_id = ${id}
        and t.author_kind = 'customer' and not t.internal)) order by u.id`);
  return [...rows];
}

/** Whom a mail says it is from: the producer's people by name only where the organisation shows names. */
async function nameOf(tx: Tx, actor: Actor, organisationId: string): Promise<string> {
  const ours = actor.kind !== "customer";
  if (actor.kind === "stakeholder" || actor.kind === "system") return "Framewatch support";
  if (ours && !(await showsNames(tx, organisationId))) return "Framewatch support";
  const [row] = await tx.execute<{ name: string }>(sql`select name from users where id = ${actor.userId}`);
  return row?.name ?? "Framewatch support";
}
