import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { organisations, subscriptions } from "@/db/schema";
import type { SubscriptionKind } from "@/db/schema/subscriptions";
import { asActor, type Tx } from "@/lib/access/actor";
import { notFound } from "@/lib/access/errors";
import { seal, unseal } from "@/lib/auth/seal";
import { formatInstant } from "@/lib/calendar/format";
import { rulesInForce } from "@/lib/variants/rules";
import { nextMonday } from "./next-monday";

const system = { kind: "system", job: "subscriptions" } as const;
const purpose = "confirm subscription";
const keySchema = z.tuple([z.uuid(), z.uuid()]);

/** A subscription that somebody asked for. */
export interface Asked {
  kind: SubscriptionKind;
  by: string;
  isConfirmed: boolean;
  /** When the next mail comes, as its reader writes dates, with its zone; null where nothing comes yet. */
  next: string | null;
}

/** What the mail carries that asks to confirm; it works as long as the subscription waits. */
export const confirmToken = (organisationId: string, subscriptionId: string): Promise<string> =>
  seal(purpose, [organisationId, subscriptionId]);

/** What a token would confirm; null where it was not made here, or nobody waits for it any more. It changes nothing. */
export function describeConfirmation(token: string): Promise<Asked | null> {
  return asActor(system, (tx) => askedBy(tx, token), { readOnly: true });
}

/** The same inside the system's transaction. */
export async function askedBy(tx: Tx, token: string): Promise<Asked | null> {
  return (await find(tx, token))?.asked ?? null;
}

/** Confirms; from the next Monday on there is a mail. Again changes nothing more. Throws *not found*. */
export async function confirmSubscription(token: string, now: Date): Promise<void> {
  await asActor(system, async (tx) => {
    const found = await find(tx, token);
    if (!found) throw notFound("That link");
    const { calendar } = await rulesInForce(tx);
    await tx
      .update(subscriptions)
      .set({ confirmedAt: now, nextAt: nextMonday(now, calendar.zone) })
      .where(and(found.which, isNull(subscriptions.confirmedAt)));
  });
}

async function find(tx: Tx, token: string) {
  const key = keySchema.safeParse(await unseal(purpose, token));
  if (!key.success) return null;
  const [organisationId, id] = key.data;
  const which = and(eq(subscriptions.organisationId, organisationId), eq(subscriptions.id, id));
  const [row] = await tx
    .select({
      kind: subscriptions.kind,
      confirmedAt: subscriptions.confirmedAt,
      nextAt: subscriptions.nextAt,
      locale: subscriptions.locale,
      by: organisations.name,
    })
    .from(subscriptions)
    .innerJoin(organisations, eq(organisations.id, subscriptions.organisationId))
    .where(which);
  if (!row) return null;
  const { kind, by, confirmedAt, nextAt, locale } = row;
  const { calendar } = await rulesInForce(tx);
  const next = nextAt && formatInstant(nextAt, { zone: calendar.zone, locale });
  return { which, asked: { kind, by, isConfirmed: confirmedAt !== null, next } };
}
