import { and, eq } from "drizzle-orm";
import { organisations, shareLinks } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { batchSentences } from "@/lib/batches/outlook-words";
import { type MailData, queueMail } from "@/lib/events/queue-mail";
import { completeWords, headOf, titleOf } from "@/lib/reports/facts";
import { figuresSeen } from "@/lib/reports/figures-seen";
import { holdOf } from "@/lib/reports/holds";
import { loadOverview, type Overview } from "@/lib/reports/overview";
import { scopeOfLink } from "@/lib/reports/scope";
import { holderOf } from "@/lib/sharing/open-link";
import { changesBetween, readVisit } from "@/lib/sharing/visits";
import { dueSubscriptions, type Subscription, tellOnce } from "@/lib/subscriptions/due-subscriptions";

const system = { kind: "system", job: "weekly mails" } as const;

/** Queues the weekly summary of share links for who confirmed to want it; returns how many were queued here. */
export async function queueLinkSummaries(now: Date): Promise<number> {
  const read = new Map<string, ReturnType<typeof readLink>>();
  let queued = 0;
  for (const subscription of await dueSubscriptions("link", now)) {
    const { subjectId } = subscription;
    const link = read.get(subjectId) ?? readLink(subscription, now);
    read.set(subjectId, link);
    if (await queueSummary(subscription, await link, now)) queued += 1;
  }
  return queued;
}

interface ReadLink {
  by: string;
  /** Null where a passcode stands before it: a mail is read by whoever gets hold of it. */
  overview: Overview | null;
}

/** What a link shows now, with its holder's eyes; null where it has ended. */
async function readLink({ organisationId, subjectId }: Subscription, now: Date): Promise<ReadLink | null> {
  const found = await asActor(
    system,
    async (tx) => {
      const [row] = await tx
        .select({ link: shareLinks, by: organisations.name })
        .from(shareLinks)
        .innerJoin(organisations, eq(organisations.id, shareLinks.organisationId))
        .where(and(eq(shareLinks.organisationId, organisationId), eq(shareLinks.id, subjectId)));
      return row && { ...row, holder: await holderOf(tx, row.link) };
    },
    { readOnly: true },
  );
  if (!found || found.link.revokedAt || (found.link.expiresAt && found.link.expiresAt <= now)) return null;
  const { link, by, holder } = found;
  if (link.passcodeHash) return { by, overview: null };
  const overview = await asActor(holder, (tx) => loadOverview(tx, holder, scopeOfLink(holder), now), {
    isolation: "repeatable read",
    readOnly: true,
  });
  return { by, overview };
}

function queueSummary(subscription: Subscription, link: ReadLink | null, now: Date): Promise<boolean> {
  if (!link) return tellOnce(subscription, null, async () => undefined, now).then(() => false);
  const { organisationId, id: subscriptionId, email, locale } = subscription;
  const { by, overview } = link;
  const style = overview && { zone: overview.rules.calendar.zone, now, locale };
  const figures = overview && figuresSeen(overview, style!);
  const before = readVisit(subscription.last);
  const changes = figures && before ? changesBetween(before, figures) : [];
  const data: MailData["link_summary"] = {
    organisationId,
    subscriptionId,
    by,
    summary: overview && {
      title: `${titleOf(overview)}: ${completeWords(overview.progress)}`,
      head: headOf(overview),
      lines: linesOf(overview, style!),
      changes: changes.map(({ by: n, what, compared }) => `${n} ${what} (${compared})`),
    },
  };
  const mail = { template: "link_summary" as const, recipient: email, organisationId, data };
  return tellOnce(subscription, figures && { ...figures }, (tx) => queueMail(tx, mail), now);
}

function linesOf(overview: Overview, style: { zone: string; now: Date; locale: string }): string[] {
  const { outlook, progress, counts } = overview;
  const waiting = { quotes: counts.quote_sent, rejected: counts.quote_rejected };
  const hold = holdOf(overview, style);
  return [
    ...batchSentences(outlook, progress, waiting, "stakeholder", style),
    ...(hold ? [`What is holding it up: ${hold.title}. ${hold.detail}`] : []),
  ];
}
