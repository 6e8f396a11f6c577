import { mails } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import type { MailData, MailTemplate } from "./templates";

/** A mail to be sent: to whom, which template, and what it says. Never a link: that is minted on sending. */
export type NewMail = {
  [Template in MailTemplate]: {
    template: Template;
    data: MailData[Template];
    recipient: string;
    userId?: string | null;
    organisationId?: string | null;
  };
}[MailTemplate];

/**
 * Queues a mail inside the caller's transaction, so that it leaves only if the change it speaks of is kept. Returns its
 * id, which is also its Message-ID.
 */
export async function queueMail(tx: Tx, mail: NewMail): Promise<string> {
  const id = newId();
  await tx.insert(mails).values({ id, ...mail });
  return id;
}
