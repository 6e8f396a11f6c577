import { and, desc, eq, lt } from "drizzle-orm";
import { mails } from "@/db/schema";
import { type Actor, asActor, roleOf } from "@/lib/access/actor";
import { notFound, notPermitted, Refusal } from "@/lib/access/errors";
import { isId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import type { MailData, MailTemplate } from "@/lib/events/queue-mail";
import { dressMail } from "./dress-mail";
import { mintLink } from "./mint-link";
import { mailText } from "./templates";

/** A mail as the mailbox lists it. */
export interface MailLine {
  id: string;
  recipient: string;
  subject: string;
  createdAt: Date;
  sentAt: Date | null;
  attempts: number;
  /** Why the last attempt failed. */
  failure: string | null;
}

/** A mail opened; its link is masked, since it does not exist before the mail is sent or the link is asked for. */
export interface OpenMail extends MailLine {
  text: string;
  hasLink: boolean;
}

const pageSize = 50;
const masked = "••••••••";

function mayRead(actor: Actor): void {
  if (!can(roleOf(actor), "readMailbox")) throw notPermitted("read the mailbox");
}

const wordsOf = (mail: { template: string; data: Record<string, unknown> }) =>
  mailText(mail.template as MailTemplate, mail.data as never as MailData[MailTemplate]);

/** Fifty mails of the outbox, the newest first, from before the mail `before` on. For administrators. */
export async function listMails(
  actor: Actor,
  { before }: { before?: string } = {},
): Promise<{ mails: MailLine[]; next: string | null }> {
  mayRead(actor);
  const from = isId(before) ? lt(mails.id, before as string) : undefined;
  const rows = await asActor(actor, (tx) =>
    tx
      .select()
      .from(mails)
      .where(from)
      .orderBy(desc(mails.id))
      .limit(pageSize + 1),
  );
  const shown = rows.slice(0, pageSize);
  return { mails: shown.map(line), next: rows.length > pageSize ? shown.at(-1)!.id : null };
}

function line(mail: typeof mails.$inferSelect): MailLine {
  const { id, recipient, createdAt, sentAt, attempts, failure } = mail;
  return { id, recipient, subject: wordsOf(mail).subject, createdAt, sentAt, attempts, failure };
}

/** One mail of the outbox with its words. For administrators; throws *not found*. */
export async function readMail(actor: Actor, id: string): Promise<OpenMail> {
  mayRead(actor);
  const [mail] = isId(id)
    ? await asActor(actor, (tx) => tx.select().from(mails).where(eq(mails.id, id)))
    : [];
  if (!mail) throw notFound("That mail");
  const words = wordsOf(mail);
  return {
    ...line(mail),
    text: dressMail(words, words.button ? masked : null).text,
    hasLink: !!words.button,
  };
}

/**
 * Mints a mail's link for an administrator who hands it over in another way; the mail counts as sent from then on. Each
 * call makes a new link, the database keeps hashes only. Throws *not found*, or `not_possible` where the link is void.
 */
export async function showLink(actor: Actor, id: string, now: Date): Promise<{ link: string }> {
  mayRead(actor);
  if (!isId(id)) throw notFound("That mail");
  return asActor({ kind: "system", job: "mailbox" }, async (tx) => {
    const [mail] = await tx.select().from(mails).where(eq(mails.id, id)).for("update");
    const minted = mail && (await mintLink(tx, mail, now));
    if (!minted || minted.kind === "none") throw notFound("That link");
    if (minted.kind === "void") throw new Refusal("not_possible", minted.why);
    if (mail.sentAt === null)
      await tx
        .update(mails)
        .set({ sentAt: now })
        .where(and(eq(mails.id, id)));
    return { link: minted.link };
  });
}
