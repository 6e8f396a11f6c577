import type { MailData, MailHead, MailSection, MailTemplate } from "@/lib/events/queue-mail";
import { capital, countWord } from "@/lib/words/counts";

/** What a mail says, before it is dressed as text and HTML. */
export interface MailText {
  subject: string;
  /** How far something is, first of all. */
  head?: MailHead | undefined;
  /** Sentences, a paragraph each. */
  paragraphs: string[];
  /** Lists under heads of their own, after the paragraphs. */
  sections?: MailSection[];
  /** The one thing to press; the link is put in when the mail is sent. */
  button?: string;
  /** Set small under the button. */
  note?: string;
}

/** What the digest of a customer leads to; to the producer's people these pages are closed. */
const REVIEWS = { daily: "Open your daily check-in", weekly: "Open your weekly review" } as const;

const texts: { [Template in MailTemplate]: (data: MailData[Template]) => MailText } = {
  invite: ({ name, invitedBy, to }) => ({
    subject: `${invitedBy} invites you to ${to} on Framewatch`,
    paragraphs: [
      `Hello ${name},`,
      `${invitedBy} invites you to follow the production of 3D frames for ${to}. Accept the invitation and choose a password.`,
    ],
    button: "Accept the invitation",
    note: "The link is yours alone and works for 14 days. If you did not expect this, ignore it: nothing happens.",
  }),
  reset: ({ name }) => ({
    subject: "Choose a new password for Framewatch",
    paragraphs: [
      `Hello ${name},`,
      "somebody asked for a new password for your account. If that was you, choose one here.",
    ],
    button: "Choose a new password",
    note: "The link works once and for one hour. If it was not you, ignore this mail: your password stays as it is.",
  }),
  password_changed: ({ name }) => ({
    subject: "Your Framewatch password was changed",
    paragraphs: [
      `Hello ${name},`,
      "the password of your account was just changed, and every other place you were signed in at was signed out.",
      "If that was not you, ask for a new password on the sign-in page at once and tell your administrator.",
    ],
  }),
  ticket_updated: ({ name, number, subject, from, words }) => ({
    subject: `${number}: ${subject}`,
    paragraphs: [
      `Hello ${name},`,
      `${from} wrote in ticket ${number}, “${subject}”:`,
      ...words.split(/\n{2,}/),
    ],
    button: "Read and answer",
    note: "You get this because you wrote in this ticket, or because it is yours to answer.",
  }),
  notice: ({ name, lines }) => ({
    subject:
      lines.length === 1
        ? withoutStop(lines[0]!)
        : `${capital(countWord(lines.length))} messages from Framewatch`,
    paragraphs: [`Hello ${name},`, ...lines],
    button: lines.length === 1 ? "Look at it" : "Look at them",
    note: "The link only shows; nothing is decided by opening it.",
  }),
  digest: ({ name, rhythm, sections, path }) => ({
    subject: `Your ${rhythm} check-in: ${subjectOf(sections)}`,
    paragraphs: [
      `Hello ${name},`,
      rhythm === "daily" ? "This is new since yesterday." : "This is new since last week.",
    ],
    sections,
    button: path.startsWith("/review/") ? REVIEWS[rhythm] : "Open Framewatch",
    note: "The link only shows; nothing is decided by opening it.",
  }),
  subscription_asked: ({ kind, by }) => ({
    subject: `Do you want ${WEEKLY[kind]}?`,
    paragraphs: [
      "Hello,",
      `somebody entered this address on Framewatch to be sent ${WEEKLY[kind]}${by ? `, from ${by}` : ""}. Nothing is sent before you say yes.`,
    ],
    button: "Look and confirm",
    note: "If it was not you, ignore this mail: the address is forgotten after two days.",
  }),
  link_summary: ({ by, summary }) => ({
    subject: summary ? summary.title : `The week of what ${by} shares with you`,
    head: summary?.head,
    paragraphs: summary
      ? summary.lines
      : [`Your weekly summary of what ${by} shares with you is ready. It opens with the link's passcode.`],
    sections:
      summary && summary.changes.length > 0 ? [{ title: "Since last week", lines: summary.changes }] : [],
    button: "Open the page",
    note: `You asked for this. The link is yours: whoever has it sees what ${by} shares, and it works for five weeks.`,
  }),
  weekly_report: ({ by, title, head, sections, file }) => ({
    subject: title,
    head,
    paragraphs: [`The Monday report of ${by}.${file ? " The same figures are in the file beside it." : ""}`],
    sections,
    button: "Open the report",
    note: `The page opens for people with an account at ${by}. All its figures are in this mail and its file.`,
  }),
};

/** What somebody without an account may be sent, in words. */
export const WEEKLY = {
  link: "the weekly summary of a page shared with you",
  report: "a report every Monday",
} as const;

const withoutStop = (sentence: string) => sentence.replace(/\.$/, "");

/** The first line says most: what waits comes first. */
function subjectOf(sections: readonly MailSection[]): string {
  const lines = sections.flatMap((section) => section.lines);
  const first = withoutStop(lines[0] ?? "nothing new");
  return lines.length > 1 ? `${first}, and ${countWord(lines.length - 1)} more` : first;
}

/** The words of a mail, its subject on one line. Names in it come from people: `dressMail` escapes them. */
export function mailText<Template extends MailTemplate>(
  template: Template,
  data: MailData[Template],
): MailText {
  const words = texts[template](data);
  return { ...words, subject: words.subject.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ") };
}
