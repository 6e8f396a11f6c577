import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { subscriptions } from "@/db/schema";
import type { SubscriptionKind } from "@/db/schema/subscriptions";
import type { Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { queueMail } from "@/lib/events/queue-mail";

/** What an address may be told every week. */
export interface Subject {
  organisationId: string;
  kind: SubscriptionKind;
  /** The share link, or the scheduled report. */
  subjectId: string;
}

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("Write the whole address, such as name@company.com."));

/**
 * Notes that an address may want a weekly mail and asks its owner by mail to confirm it; nothing else is sent before. An
 * address that has confirmed already is not asked again. Inside the caller's transaction, which limits how often.
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
      target: [
        subscriptions.organisationId,
        subscriptions.kind,
        subscriptions.subjectId,
        subscriptions.email,
      ],
      set: { email },
    })
    .returning({ id: subscriptions.id, confirmedAt: subscriptions.confirmedAt });
  if (!asked || asked.confirmedAt) return;
  await queueMail(tx, {
    template: "subscription_asked",
    recipient: email,
    organisationId,
    data: { organisationId, subscriptionId: asked.id, kind },
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
