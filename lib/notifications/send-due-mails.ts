import { and, asc, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { mails } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { env } from "@/lib/env";
import type { MailData, MailTemplate } from "@/lib/events/queue-mail";
import { dressMail } from "./dress-mail";
import { mintLink } from "./mint-link";
import { mailText } from "./templates";
import { mailTransport } from "./transport";

const system = { kind: "system", job: "mail" } as const;
const minute = 60_000;
const atOnce = 20;
const attemptsAtMost = 8;
/** Older mails say what no longer holds; they stay readable and are not sent. */
const tooOld = 7 * 24 * 60 * minute;

type Mail = typeof mails.$inferSelect;

/**
 * Sends the mails that are due, oldest first, and returns how many left. Two senders never take the same mail (leases);
 * one that dies leaves its mails to the next after five minutes, so each is sent at least once, always under the same
 * Message-ID. A mail that fails is tried again after growing pauses. Without `SMTP_URL` nothing is sent: see the mailbox.
 */
export async function sendDueMails(now: Date): Promise<{ sent: number; failed: number }> {
  const result = { sent: 0, failed: 0 };
  if (!mailTransport()) return result;
  for (;;) {
    const leased = await lease(now);
    for (const mail of leased) {
      const outcome = await send(mail, now).catch(failureOf);
      await note(mail, outcome, now);
      result[outcome.kind === "failed" ? "failed" : "sent"] += 1;
    }
    if (leased.length < atOnce) return result;
  }
}

function lease(now: Date): Promise<Mail[]> {
  return asActor(system, async (tx) => {
    const due = tx
      .select({ id: mails.id })
      .from(mails)
      .where(
        and(
          isNull(mails.sentAt),
          or(isNull(mails.leasedUntil), lt(mails.leasedUntil, now)),
          lt(mails.attempts, attemptsAtMost),
          gt(mails.createdAt, new Date(now.getTime() - tooOld)),
        ),
      )
      .orderBy(asc(mails.createdAt))
      .limit(atOnce)
      .for("update", { skipLocked: true });
    return tx
      .update(mails)
      .set({ leasedUntil: new Date(now.getTime() + 5 * minute), attempts: sql`${mails.attempts} + 1` })
      .where(inArray(mails.id, due))
      .returning();
  });
}

/** What became of a mail: gone, void because what it spoke of is over, or failed and to be tried again. */
type Outcome = { kind: "sent" } | { kind: "void" | "failed"; why: string };

const failureOf = (error: unknown): Outcome => ({
  kind: "failed",
  why: error instanceof Error ? error.message : String(error),
});

async function send(mail: Mail, now: Date): Promise<Outcome> {
  const minted = await asActor(system, (tx) => mintLink(tx, mail, now));
  if (minted.kind === "void") return { kind: "void", why: minted.why };
  const words = mailText(mail.template as MailTemplate, mail.data as never as MailData[MailTemplate]);
  const link = minted.kind === "link" ? minted.link : null;
  const stop = (minted.kind === "link" && minted.stop) || null;
  const { hostname } = new URL(env().FRAMEWATCH_URL);
  await mailTransport()?.sendMail({
    ...dressMail(words, link, stop),
    attachments: attachmentsOf(mail),
    from: { name: "Framewatch", address: `no-reply@${hostname}` },
    to: mail.recipient,
    messageId: `<${mail.id}@${hostname}>`,
    headers: { "Auto-Submitted": "auto-generated", ...(stop ? oneClick(stop) : {}) },
  });
  return { kind: "sent" };
}

/** The file of a report that is mailed. */
function attachmentsOf({ template, data }: Mail) {
  if (template !== "weekly_report") return [];
  const { file } = data as unknown as MailData["weekly_report"];
  if (!file) return [];
  return [{ filename: file.name, contentType: file.mediaType, content: file.content, encoding: "base64" }];
}

/** One press in the mail program stops mails like it. Source: RFC 8058. */
const oneClick = (stop: string) => ({
  "List-Unsubscribe": `<${stop.replace("/unsubscribe/", "/api/unsubscribe/")}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

/** Keeps what became of a mail; a reason without anything that might be a link. */
function note(mail: Mail, outcome: Outcome, now: Date): Promise<void> {
  const pause = Math.min(6 * 60, 2 ** mail.attempts) * minute;
  const failure = outcome.kind === "sent" ? null : outcome.why.replace(/https?:\S+/g, "…").slice(0, 500);
  const end =
    outcome.kind === "failed"
      ? { leasedUntil: new Date(now.getTime() + pause) }
      : { sentAt: now, leasedUntil: null };
  return asActor(system, async (tx) => {
    await tx
      .update(mails)
      .set({ ...end, failure })
      .where(eq(mails.id, mail.id));
  });
}
