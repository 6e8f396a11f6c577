import { and, eq, gt, isNull } from "drizzle-orm";
import { invitations, notificationSettings, subscriptions, users } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { mintToken } from "@/lib/auth/tokens";
import { env } from "@/lib/env";
import type { MailData, MailTemplate } from "@/lib/events/queue-mail";
import { mintSubscriberToken } from "@/lib/sharing/subscriber-token";
import { askedBy, confirmToken } from "@/lib/subscriptions/confirm-subscription";
import { endToken } from "@/lib/subscriptions/end-subscription";
import type { Kind } from "./kinds";
import { stopToken } from "./stop-token";

const resetLife = 3_600_000;
const resetStale = 24 * 3_600_000;

/** A kept mail, as far as its link depends on it. */
export interface KeptMail {
  template: string;
  userId: string | null;
  data: Record<string, unknown>;
  createdAt: Date;
}

/** The link a mail carries, and where mails like it are stopped: none for a notice, void where its subject is gone, or a fresh one that only the reader gets. */
export type MintedLink =
  | { kind: "none" }
  | { kind: "void"; why: string }
  | { kind: "link"; link: string; stop?: string };

/**
 * Mints the one-time link of a mail at the moment it is sent or shown; the database keeps its hash. Addresses start with
 * FRAMEWATCH_URL, never with what a request says. As the system.
 */
export async function mintLink(tx: Tx, mail: KeptMail, now: Date): Promise<MintedLink> {
  switch (mail.template as MailTemplate) {
    case "invite": {
      const { invitationId, organisationId } = mail.data as MailData["invite"];
      const [invitation] = await tx
        .select({ expiresAt: invitations.expiresAt })
        .from(invitations)
        .where(
          and(
            eq(invitations.organisationId, organisationId),
            eq(invitations.id, invitationId),
            isNull(invitations.acceptedAt),
            isNull(invitations.revokedAt),
            gt(invitations.expiresAt, now),
          ),
        );
      if (!invitation)
        return { kind: "void", why: "The invitation was accepted, taken back or has expired." };
      const { expiresAt } = invitation;
      const token = await mintToken(tx, { purpose: "invite", organisationId, invitationId, expiresAt });
      return { kind: "link", link: `${env().FRAMEWATCH_URL}/invite/${token}` };
    }
    case "reset": {
      const { userId, createdAt } = mail;
      if (now.getTime() - createdAt.getTime() > resetStale)
        return { kind: "void", why: "It was asked for more than a day ago. Ask for a new link at /reset." };
      if (!userId || !(await isEnabled(tx, userId)))
        return { kind: "void", why: "The account is switched off." };
      const expiresAt = new Date(now.getTime() + resetLife);
      const token = await mintToken(tx, { purpose: "reset", userId, expiresAt });
      return { kind: "link", link: `${env().FRAMEWATCH_URL}/reset/${token}` };
    }
    case "ticket_updated": {
      const { ticketId, side } = mail.data as MailData["ticket_updated"];
      const path = side === "producer" ? `/ops/tickets/${ticketId}` : `/support/${ticketId}`;
      if (mail.userId && (await isStopped(tx, mail.userId, "ticket_answered")))
        return { kind: "void", why: "Its reader wants no mails about tickets." };
      return stoppable(tx, mail.userId, path, ["ticket_answered"]);
    }
    case "password_changed":
      return { kind: "none" };
    case "notice":
    case "digest": {
      const { path, stops } = mail.data as unknown as MailData["notice"];
      return stoppable(tx, mail.userId, path, stops);
    }
    case "subscription_asked": {
      const { organisationId, subscriptionId } = mail.data as unknown as MailData["subscription_asked"];
      const token = await confirmToken(organisationId, subscriptionId);
      const asked = await askedBy(tx, token);
      if (!asked || asked.isConfirmed) return { kind: "void", why: "Nobody waits for it any more." };
      return { kind: "link", link: `${env().FRAMEWATCH_URL}/subscribe/${token}` };
    }
    case "link_summary": {
      const { organisationId, subscriptionId } = mail.data as unknown as MailData["link_summary"];
      const token = await mintSubscriberToken(tx, { organisationId, subscriptionId }, now);
      if (!token) return { kind: "void", why: "The link or the subscription has ended." };
      const { FRAMEWATCH_URL } = env();
      const stop = `${FRAMEWATCH_URL}/unsubscribe/${await endToken(organisationId, subscriptionId, "link")}`;
      return { kind: "link", link: `${FRAMEWATCH_URL}/share/${token}`, stop };
    }
    case "weekly_report": {
      const { organisationId, subscriptionId, path } = mail.data as unknown as MailData["weekly_report"];
      const [waiting] = await tx
        .select({ id: subscriptions.id })
        .from(subscriptions)
        .where(and(eq(subscriptions.organisationId, organisationId), eq(subscriptions.id, subscriptionId)));
      if (!waiting) return { kind: "void", why: "Its reader has ended it." };
      const { FRAMEWATCH_URL } = env();
      const stop = `${FRAMEWATCH_URL}/unsubscribe/${await endToken(organisationId, subscriptionId, "report")}`;
      return { kind: "link", link: `${FRAMEWATCH_URL}${path}`, stop };
    }
  }
}

/** A page of this house, and where mails like this one are stopped; for nobody who is switched off. */
async function stoppable(
  tx: Tx,
  userId: string | null,
  path: string,
  stops: readonly string[],
): Promise<MintedLink> {
  if (!userId || !(await isEnabled(tx, userId))) return { kind: "void", why: "The account is switched off." };
  const { FRAMEWATCH_URL } = env();
  const stop = `${FRAMEWATCH_URL}/unsubscribe/${await stopToken(userId, stops)}`;
  return { kind: "link", link: `${FRAMEWATCH_URL}${path}`, stop };
}

async function isStopped(tx: Tx, userId: string, kind: Kind): Promise<boolean> {
  const [kept] = await tx
    .select({ choices: notificationSettings.choices })
    .from(notificationSettings)
    .where(eq(notificationSettings.userId, userId));
  return kept?.choices[kind]?.mail === false;
}

async function isEnabled(tx: Tx, userId: string): Promise<boolean> {
  const found = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.disabledAt)));
  return found.length > 0;
}
