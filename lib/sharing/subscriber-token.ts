import { and, eq, gt, isNotNull, isNull, or } from "drizzle-orm";
import { shareLinks, subscriptions, subscriptionTokens } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { hashToken, mintToken } from "./token";

/** How long the page opens from a mail: the last ones still do, forwarded ones not for ever. */
const life = 35 * 24 * 3_600_000;

/**
 * What opens a link's page from a weekly mail: its subscriber's own, which ends with the subscription, the link or after
 * five weeks. Null where the link or the subscription has ended. As the system. Source: domain.md, "Share links".
 */
export async function mintSubscriberToken(
  tx: Tx,
  { organisationId, subscriptionId }: { organisationId: string; subscriptionId: string },
  now: Date,
): Promise<string | null> {
  const [standing] = await tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .innerJoin(
      shareLinks,
      and(
        eq(shareLinks.organisationId, subscriptions.organisationId),
        eq(shareLinks.id, subscriptions.subjectId),
      ),
    )
    .where(
      and(
        eq(subscriptions.organisationId, organisationId),
        eq(subscriptions.id, subscriptionId),
        eq(subscriptions.kind, "link"),
        isNotNull(subscriptions.confirmedAt),
        isNull(shareLinks.revokedAt),
        or(isNull(shareLinks.expiresAt), gt(shareLinks.expiresAt, now)),
      ),
    );
  if (!standing) return null;
  const token = mintToken();
  const expiresAt = new Date(now.getTime() + life);
  await tx
    .insert(subscriptionTokens)
    .values({ organisationId, subscriptionId, tokenHash: hashToken(token), expiresAt });
  return token;
}

/** The id of the link that a subscriber's token opens, for a query; none for a token that is none. As the system. */
export function linkOfSubscriber(tx: Tx, token: string, now: Date) {
  return tx
    .select({ linkId: subscriptions.subjectId })
    .from(subscriptionTokens)
    .innerJoin(
      subscriptions,
      and(
        eq(subscriptions.organisationId, subscriptionTokens.organisationId),
        eq(subscriptions.id, subscriptionTokens.subscriptionId),
      ),
    )
    .where(
      and(
        eq(subscriptionTokens.tokenHash, hashToken(token)),
        gt(subscriptionTokens.expiresAt, now),
        eq(subscriptions.kind, "link"),
      ),
    );
}
