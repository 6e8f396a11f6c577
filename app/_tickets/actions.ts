"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { openTicketForAlert } from "@/lib/alerts/ticket-for-alert";
import type { OfferedFile } from "@/lib/attachments/accept-file";
import { signedIn } from "@/lib/auth/with-actor";
import { answerTicket, assignTicket, solveTicket } from "@/lib/support/answer-ticket";
import { openTicket } from "@/lib/support/open-ticket";

interface Opening {
  alertKey: string;
  organisationId: string | null;
  subject: string;
  words: string;
  code: string | null;
  batchId: string | null;
  orderId: string | null;
  variantIds: string[];
  files: OfferedFile[];
}

const open = signedIn(async (actor, { alertKey, files, ...input }: Opening) => {
  const at = new Date();
  const { ticketId } = alertKey
    ? await openTicketForAlert(actor, { ...input, alertKey }, files, at)
    : await openTicket(actor, input as Parameters<typeof openTicket>[1], files, at);
  return actor.kind === "customer" ? `/support/${ticketId}` : `/ops/tickets/${ticketId}`;
});

/** Opens a ticket about what the form carries, and goes to it. */
export async function openTicketForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const id = (name: string) => typed(data, name) || null;
  const answer = await open({
    alertKey: typed(data, "alertKey"),
    organisationId: id("organisationId"),
    subject: typed(data, "subject"),
    words: typed(data, "words"),
    code: id("code"),
    batchId: id("batchId"),
    orderId: id("orderId"),
    variantIds: typed(data, "variantIds").split(" ").filter(Boolean),
    files: await filesOf(data),
  });
  if (answer.ok) redirect(answer.value);
  return formAnswer(answer);
}

interface Answering {
  ticketId: string;
  words: string;
  internal: boolean;
  status: string | null;
  files: OfferedFile[];
}

const reply = signedIn((actor, { files, ...input }: Answering) =>
  answerTicket(actor, input as Parameters<typeof answerTicket>[1], files, new Date()),
);

/** Answers a ticket, or adds an internal note to it. */
export async function answerTicketForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const then = typed(data, "then");
  const answer = await reply({
    ticketId: typed(data, "ticketId"),
    words: typed(data, "words"),
    internal: then === "note",
    status: then && then !== "note" ? then : null,
    files: await filesOf(data),
  });
  refresh();
  return formAnswer(answer);
}

const solve = signedIn((actor, input: { ticketId: string }) => solveTicket(actor, input, new Date()));

/** Marks a ticket solved. */
export async function solveTicketForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const answer = await solve({ ticketId: typed(data, "ticketId") });
  refresh();
  return formAnswer(answer);
}

const assign = signedIn((actor, input: Parameters<typeof assignTicket>[1]) =>
  assignTicket(actor, input, new Date()),
);

/** Gives a ticket to somebody of the staff, or to nobody. */
export async function assignTicketForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const answer = await assign({
    ticketId: typed(data, "ticketId"),
    assigneeId: typed(data, "assigneeId") || null,
  });
  refresh();
  return formAnswer(answer);
}

async function filesOf(data: FormData): Promise<OfferedFile[]> {
  const files = data.getAll("files").filter((file): file is File => file instanceof File && file.size > 0);
  return Promise.all(
    files.map(async (file) => ({ name: file.name, content: Buffer.from(await file.arrayBuffer()) })),
  );
}
