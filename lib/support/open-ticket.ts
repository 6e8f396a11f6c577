import { z } from "zod";
import { tickets } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notPermitted, parse } from "@/lib/access/errors";
import { newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import type { AcceptedFile, OfferedFile } from "@/lib/attachments/accept-file";
import { nextNumber } from "@/lib/orders/number";
import { aboutSchema, resolveAbout } from "./about";
import { mailUpdate } from "./mail-update";
import { FEEDBACK_CODES, type FeedbackCode } from "./ticket";
import { acceptFiles, writeMessage } from "./write-message";

export const wordsSchema = z
  .string()
  .trim()
  .min(1, "Say what it is about.")
  .max(10_000, "At most 10,000 characters. Attach the rest as a file.");

export const openSchema = aboutSchema.extend({
  subject: z.string().trim().min(1, "Give it a subject.").max(200, "At most 200 characters."),
  words: wordsSchema,
  /** Where it is feedback on a finished batch: what it is about. */
  code: z.enum(Object.keys(FEEDBACK_CODES) as [FeedbackCode, ...FeedbackCode[]]).nullish(),
});

/** The alert a ticket was opened from. */
export interface FromAlert {
  key: string;
  title: string;
}

/** Opens a ticket about a batch, an order or variants, with its first message and files. Throws *not found* for what the actor may not see. */
export async function openTicket(
  actor: Actor,
  input: z.input<typeof openSchema>,
  files: readonly OfferedFile[],
  at: Date,
): Promise<{ ticketId: string; number: string }> {
  mayOpen(actor);
  const parsed = parse(openSchema, input);
  const accepted = await acceptFiles(files);
  return asActor(actor, (tx) => openTicketIn(tx, actor, { ...parsed, alert: null, files: accepted }, at));
}

/** Throws unless the actor may open and answer tickets. */
export function mayOpen(actor: Actor): void {
  if (!can(roleOf(actor), "openTicket")) throw notPermitted("write to support");
}

/** The same inside the caller's transaction, for an alert that was looked up in it. */
export async function openTicketIn(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof openSchema> & { alert: FromAlert | null; files: readonly AcceptedFile[] },
  at: Date,
): Promise<{ ticketId: string; number: string }> {
  mayOpen(actor);
  const { subject, words, code, alert, files } = input;
  const { organisationId, batch, order, variants } = await resolveAbout(tx, actor, input);
  const ticketId = newId();
  const number = `T-${String(await nextNumber(tx, "ticket")).padStart(4, "0")}`;
  const status = actor.kind === "customer" ? "open" : "waiting";
  const by = signature(actor).actorId;
  const ticket = { organisationId, id: ticketId, number, subject, assigneeId: null, openedBy: by };
  await tx.insert(tickets).values({
    ...ticket,
    kind: code ? "feedback" : "question",
    code: code ?? null,
    status,
    batchId: batch?.id ?? null,
    orderId: order?.id ?? null,
    variantIds: variants.map(({ id }) => id),
    alertKey: alert?.key ?? null,
    alertTitle: alert?.title ?? null,
    createdAt: at,
    updatedAt: at,
  });
  await writeMessage(tx, actor, { organisationId, ticketId, internal: false, words, status, files, at });
  await mailUpdate(tx, actor, ticket, words, at);
  return { ticketId, number };
}
