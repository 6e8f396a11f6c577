import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { organisations, subscriptions } from "@/db/schema";
import type { SubscriptionKind } from "@/db/schema/subscriptions";
import type { Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { takePoint } from "@/lib/auth/counters";
import { queueMail } from "@/lib/events/queue-mail";

/** What an address may be told every week. */
export interface Subject {
  organisationId: string;
  kind: SubscriptionKind;
  /** The share link, or the scheduled report. */
  subjectId: string;
}

/** What there is one subscription of. */
export const SUBSCRIBED_ONCE = [
  subscriptions.organisationId,
  subscriptions.kind,
  subscriptions.subjectId,
  subscriptions.email,
];

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("Write the whole address, such as name@company.com."));

/** Questions to one address, whoever has it asked, about whatever. */
const askings = { most: 3, window: 24 * 3_600_000 };

/** Counts a question to an address before it is asked; throws a Refusal (`limited`) where it was asked too often. */
export const countAsking = (email: string, now: Date): Promise<void> =>
  takePoint("subscription recipient", email, askings, now);

/**
 * Notes that an address may want a weekly mail and asks its owner by mail to confirm it; nothing else is sent before. An
 * address that has confirmed already is not asked again. Inside the caller's transaction, after `countAsking`.
 */
export async function askSubscription(
  tx: Tx,
  { organisationId, kind, subjectId }: Subject,
  { email, locale }: { email: string; locale: string },
  at: Date,
): Promise<void> {
  const [asked] = await tx
    .insert(subscriptions)
    .values({ organisationId, id: newId(), kind, subjectId, email, locale, createdAt: at })
    .onConflictDoUpdate({
      target: SUBSCRIBED_ONCE,
      // Asked again, it waits anew: the second mail promises two days as well.
      set: {
        createdAt: sql`case when ${subscriptions.confirmedAt} is null then excluded.created_at
        else ${subscriptions.createdAt} end`,
      },
    })
    .returning({ id: subscriptions.id, confirmedAt: subscriptions.confirmedAt });
  if (!asked || asked.confirmedAt) return;
  const [from] = await tx
    .select({ by: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, organisationId));
  await queueMail(tx, {
    template: "subscription_asked",
    recipient: email,
    organisationId,
    data: { organisationId, subscriptionId: asked.id, kind, by: from?.by },
  });
}

/** Addresses that have confirmed, of one subject. */
export async function subscribersOf(
  tx: Tx,
  { organisationId, kind, subjectId }: Subject,
): Promise<{ id: string; email: string; confirmedAt: Date | null }[]> {
  return tx
    .select({ id: subscriptions.id, email: subscriptions.email, confirmedAt: subscriptions.confirmedAt })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.organisationId, organisationId),
        eq(subscriptions.kind, kind),
        eq(subscriptions.subjectId, subjectId),
      ),
    )
    .orderBy(subscriptions.email);
}
