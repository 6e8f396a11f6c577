import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { tickets, users } from "@/db/schema";
import type { TicketStatus } from "@/db/schema/attention";
import { type Actor, asActor, roleOf, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import type { OfferedFile } from "@/lib/attachments/accept-file";
import { record } from "@/lib/events/record";
import { mailUpdate } from "./mail-update";
import { mayOpen, wordsSchema } from "./open-ticket";
import { acceptFiles, writeMessage } from "./write-message";

const answerSchema = z.object({
  ticketId: idSchema,
  words: wordsSchema,
  internal: z.boolean().default(false),
  /** Of the producer's answer: whose turn it is then; the customer's unless said otherwise. */
  status: z.enum(["open", "waiting", "solved"]).nullish(),
});

/**
 * Adds a message to a ticket. A customer's answer opens it, also where it was solved; the producer's leaves it waiting for
 * the customer unless said otherwise; an internal note changes nothing and is told to nobody outside.
 */
export async function answerTicket(
  actor: Actor,
  input: z.input<typeof answerSchema>,
  files: readonly OfferedFile[],
  at: Date,
): Promise<{ status: TicketStatus }> {
  mayOpen(actor);
  const { ticketId, words, internal, status: wanted } = parse(answerSchema, input);
  if (internal && !can(roleOf(actor), "seeInternalNotes")) throw notPermitted("write internal notes");
  const accepted = await acceptFiles(files);
  return asActor(actor, async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    const { organisationId } = ticket;
    const status = internal ? null : actor.kind === "customer" ? "open" : (wanted ?? "waiting");
    await writeMessage(tx, actor, {
      organisationId,
      ticketId,
      internal,
      words,
      status,
      files: accepted,
      at,
    });
    if (!status) return { status: ticket.status };
    await setStatus(tx, ticket, status, at);
    await mailUpdate(tx, actor, ticket, words, at);
    return { status };
  });
}

const solveSchema = z.object({ ticketId: idSchema });

/** Marks a ticket solved without a word more; an answer opens it again. Refused where it is solved. */
export function solveTicket(actor: Actor, input: z.input<typeof solveSchema>, at: Date): Promise<void> {
  mayOpen(actor);
  const { ticketId } = parse(solveSchema, input);
  return asActor(actor, async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    if (ticket.status === "solved") throw new Refusal("not_possible", `${ticket.number} is solved already.`);
    const { organisationId } = ticket;
    const message = {
      organisationId,
      ticketId,
      internal: false,
      words: "",
      status: "solved",
      files: [],
      at,
    } as const;
    await writeMessage(tx, actor, message);
    await setStatus(tx, ticket, "solved", at);
  });
}

const assignSchema = z.object({ ticketId: idSchema, assigneeId: idSchema.nullable() });

/** Gives a ticket to somebody of the producer's staff, or to nobody. Refuses whoever is no staff. */
export function assignTicket(actor: Actor, input: z.input<typeof assignSchema>, at: Date): Promise<void> {
  if (!can(roleOf(actor), "assign")) throw notPermitted("assign tickets");
  const { ticketId, assigneeId } = parse(assignSchema, input);
  return asActor(actor, async (tx) => {
    if (assigneeId) await mustBeStaff(tx, assigneeId);
    const { organisationId } = await lockTicket(tx, ticketId);
    await tx.update(tickets).set({ assigneeId }).where(of(organisationId, ticketId));
    const subject = { ticketIds: [ticketId], internal: true };
    await record(tx, [{ organisationId, topic: "tickets", subject, at }]);
  });
}

async function mustBeStaff(tx: Tx, userId: string): Promise<void> {
  const [person] = await tx
    .select({ role: users.producerRole, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.id, userId));
  if (!person?.role || person.disabledAt)
    throw new Refusal("invalid", "Choose somebody of the producer's staff.");
}

type Ticket = typeof tickets.$inferSelect;

const of = (organisationId: string, ticketId: string) =>
  and(eq(tickets.organisationId, organisationId), eq(tickets.id, ticketId));

/** The ticket as the actor may see it, held until the transaction ends; throws *not found*. */
async function lockTicket(tx: Tx, ticketId: string): Promise<Ticket> {
  const [ticket] = await tx
    .select()
    .from(tickets)
    .where(and(sql`${tickets.organisationId} in (select id from organisations)`, eq(tickets.id, ticketId)))
    .for("update");
  if (!ticket) throw notFound("This ticket");
  return ticket;
}

async function setStatus(tx: Tx, ticket: Ticket, status: TicketStatus, at: Date): Promise<void> {
  const solvedAt = status === "solved" ? at : null;
  await tx
    .update(tickets)
    .set({ status, updatedAt: at, solvedAt })
    .where(of(ticket.organisationId, ticket.id));
}
