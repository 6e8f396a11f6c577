import { ticketMessages } from "@/db/schema";
import type { TicketStatus } from "@/db/schema/attention";
import { type Actor, signature, type Tx } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { newId } from "@/lib/access/ids";
import {
  type AcceptedFile,
  acceptFile,
  fileWithMessage,
  type OfferedFile,
} from "@/lib/attachments/accept-file";
import { record } from "@/lib/events/record";
import { MOST_FILES } from "./ticket";

/** Keeps the bytes of a message's files before its transaction; throws a Refusal that names the file. */
export async function acceptFiles(files: readonly OfferedFile[]): Promise<AcceptedFile[]> {
  if (files.length > MOST_FILES)
    throw new Refusal("invalid", `A message takes ${MOST_FILES} files. Send the others with the next one.`);
  return Promise.all(files.map(acceptFile));
}

/** Adds one message to a ticket with its files, and tells open pages. */
export async function writeMessage(
  tx: Tx,
  actor: Actor,
  message: {
    organisationId: string;
    ticketId: string;
    internal: boolean;
    words: string;
    status: TicketStatus | null;
    files: readonly AcceptedFile[];
    at: Date;
  },
): Promise<string> {
  const { files, ...row } = message;
  const { organisationId, ticketId, internal, at } = row;
  const by = signature(actor);
  const messageId = newId();
  await tx
    .insert(ticketMessages)
    .values({ ...row, id: messageId, authorKind: by.actorKind, authorId: by.actorId });
  await fileWithMessage(tx, files, { organisationId, ticketId, messageId, internal, by: by.actorId, at });
  await record(tx, [{ organisationId, topic: "tickets", subject: { ticketIds: [ticketId], internal }, at }]);
  return messageId;
}
