import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { subscriptions } from "@/db/schema";
import type { SubscriptionKind } from "@/db/schema/subscriptions";
import { asActor, type Tx } from "@/lib/access/actor";
import { seal, unseal } from "@/lib/auth/seal";
import type { Subject } from "./ask-subscription";

const system = { kind: "system", job: "unsubscribe" } as const;
const purpose = "end subscription";
const keySchema = z.tuple([z.uuid(), z.uuid(), z.enum(["link", "report"])]);

/** What each mail carries to end its subscription with one press; without an end, as mails have none. */
export const endToken = (organisationId: string, id: string, kind: SubscriptionKind): Promise<string> =>
  seal(purpose, [organisationId, id, kind]);

/** What a token ends, and whether that is over already; null where it was not made here. It changes nothing. */
export async function readEnd(token: string): Promise<{ kind: SubscriptionKind; isOver: boolean } | null> {
  const key = keySchema.safeParse(await unseal(purpose, token));
  if (!key.success) return null;
  const [organisationId, id, kind] = key.data;
  const found = await asActor(
    system,
    (tx) =>
      tx
        .select({ id: subscriptions.id })
        .from(subscriptions)
        .where(and(eq(subscriptions.organisationId, organisationId), eq(subscriptions.id, id))),
    { readOnly: true },
  );
  return { kind, isOver: found.length === 0 };
}

/** Ends the subscription of a token and forgets its address; false where the token was not made here. */
export async function endByToken(token: string): Promise<boolean> {
  const key = keySchema.safeParse(await unseal(purpose, token));
  if (!key.success) return false;
  const [organisationId, id] = key.data;
  await asActor(system, (tx) =>
    tx
      .delete(subscriptions)
      .where(and(eq(subscriptions.organisationId, organisationId), eq(subscriptions.id, id))),
  );
  return true;
}

/** Ends all subscriptions of what has ended itself, or one of them. As whoever ends it. */
export async function endSubscriptions(
  tx: Tx,
  { organisationId, kind, subjectId }: Subject,
  only?: string,
): Promise<void> {
  await tx
    .delete(subscriptions)
    .where(
      and(
        eq(subscriptions.organisationId, organisationId),
        eq(subscriptions.kind, kind),
        eq(subscriptions.subjectId, subjectId),
        ...(only ? [eq(subscriptions.id, only)] : []),
      ),
    );
}

/** Ends the weekly reports of an organisation to somebody who belongs to it no more. As whoever takes them out, before. */
export async function endReportsTo(tx: Tx, organisationId: string, userId: string): Promise<void> {
  const address = sql`(select lower(email) from users where id = ${userId})`;
  await tx
    .delete(subscriptions)
    .where(
      and(
        eq(subscriptions.organisationId, organisationId),
        eq(subscriptions.kind, "report"),
        eq(subscriptions.email, address),
      ),
    );
}
