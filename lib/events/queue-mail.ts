import { mails } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import type { Bucket } from "@/lib/lifecycle/states";

/** What each template of lib/notifications needs to know, kept with the mail until it is sent. */
export interface MailData {
  /** Someone is invited to an organisation, or to the producer's staff. */
  invite: { invitationId: string; organisationId: string; name: string; invitedBy: string; to: string };
  /** A forgotten password. */
  reset: { name: string };
  /** A notice after the fact, so that nobody changes a password unnoticed. */
  password_changed: { name: string };
  /** Somebody of the other side wrote in a ticket; `side` is the reader's. */
  ticket_updated: {
    ticketId: string;
    number: string;
    subject: string;
    name: string;
    from: string;
    words: string;
    side: "customer" | "producer";
  };
  /** What a person wants to know at once; several lines where several things came together. */
  notice: MailNotice & { lines: string[]; path: string };
  /** Everything else, once a day or a week. */
  digest: MailNotice & { rhythm: "daily" | "weekly"; sections: MailSection[]; path: string };
  /** Somebody without an account may want a weekly mail: its owner confirms the address first. */
  subscription_asked: ToSubscriber & { kind: "link" | "report"; by?: string | undefined };
  /** What a share link shows, once a week; without words where the link has a passcode. */
  link_summary: ToSubscriber & {
    by: string;
    summary: { title: string; head?: MailHead; lines: string[]; changes: string[] } | null;
  };
  /** The Summary Report that was asked for every Monday; its file in base64. */
  weekly_report: ToSubscriber & {
    by: string;
    title: string;
    head?: MailHead;
    sections: MailSection[];
    path: string;
    file: { name: string; mediaType: string; content: string } | null;
  };
}

/** A mail to an address of `subscriptions`. */
interface ToSubscriber {
  organisationId: string;
  subscriptionId: string;
}

/** Lines of a mail under a head of their own. */
export interface MailSection {
  title: string;
  lines: string[];
}

/** How far something is, before everything else a mail says; absent in mails queued by earlier versions. */
export interface MailHead {
  /** "Nike Collection 2024" */
  name: string;
  /** Whole percent; null where nothing is active. */
  percent: number | null;
  /** "Complete (45/100 variants)" */
  caption: string;
  buckets: Readonly<Record<Bucket, number>>;
}

/** A mail that can be stopped by its reader. */
interface MailNotice {
  name: string;
  /** What its reader would stop: kinds of lib/notifications, or `digest`. */
  stops: string[];
}
export type MailTemplate = keyof MailData;

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
  await tx.insert(mails).values({ id, ...mail, data: { ...mail.data } });
  return id;
}
