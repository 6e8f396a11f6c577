import { and, eq, lte } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import type { SubscriptionKind } from "@/db/schema/subscriptions";
import { asActor, type Tx } from "@/lib/access/actor";
import { rulesInForce } from "@/lib/variants/rules";
import { nextMonday } from "./next-monday";

const system = { kind: "system", job: "weekly mails" } as const;

export type Subscription = typeof subscriptions.$inferSelect;

/** Confirmed subscriptions of a kind whose weekly mail is due, with what the last one said. */
export function dueSubscriptions(kind: SubscriptionKind, now: Date): Promise<Subscription[]> {
  return asActor(
    system,
    (tx) =>
      tx
        .select()
        .from(subscriptions)
        .where(and(eq(subscriptions.kind, kind), lte(subscriptions.nextAt, now)))
        .orderBy(subscriptions.organisationId, subscriptions.subjectId, subscriptions.id),
    { readOnly: true },
  );
}

/**
 * Queues one due mail in a transaction of its own: whoever comes second finds it done, so each week is told once. `last`
 * is kept for the next mail to compare with. Returns whether it was queued here.
 */
export function tellOnce(
  { organisationId, id }: Subscription,
  last: Record<string, unknown> | null,
  queue: (tx: Tx) => Promise<unknown>,
  now: Date,
): Promise<boolean> {
  return asActor(system, async (tx) => {
    const { calendar } = await rulesInForce(tx);
    const taken = await tx
      .update(subscriptions)
      .set({ nextAt: nextMonday(now, calendar.zone), last })
      .where(
        and(
          eq(subscriptions.organisationId, organisationId),
          eq(subscriptions.id, id),
          lte(subscriptions.nextAt, now),
        ),
      )
      .returning({ id: subscriptions.id });
    if (taken.length === 0) return false;
    await queue(tx);
    return true;
  });
}
