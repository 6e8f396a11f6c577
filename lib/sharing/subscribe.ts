import { z } from "zod";
import { asActor } from "@/lib/access/actor";
import { notFound, parse } from "@/lib/access/errors";
import { takePoint } from "@/lib/auth/counters";
import { askSubscription, countAsking, emailSchema } from "@/lib/subscriptions/ask-subscription";
import { openShareLink } from "./open-link";

const system = { kind: "system", job: "share links" } as const;
const hour = 3_600_000;

/** Askings from one address of the network, and about one link. */
const limits = {
  asker: { most: 10, window: hour },
  link: { most: 60, window: 24 * hour },
};

const schema = z.object({ email: emailSchema });

/**
 * Asks that an address be sent the weekly summary of a link that is open here; its owner is asked by mail. The answer is
 * the same whether or not it was asked before. Throws a Refusal: `invalid`, `limited`, or *not found*.
 */
export async function subscribeToLink(
  {
    token,
    email,
    locale,
    proof,
    address,
  }: Record<"token" | "email" | "locale" | "address", string> & {
    proof: string | undefined;
  },
  now: Date,
): Promise<void> {
  const opened = await openShareLink(token, now, proof);
  if (opened.state !== "open") throw notFound("This link");
  const { email: recipient } = parse(schema, { email });
  const { organisationId, linkId } = opened.actor;
  await takePoint("subscription asker", address, limits.asker, now);
  await takePoint("subscription link", linkId, limits.link, now);
  await countAsking(recipient, now);
  const subject = { organisationId, kind: "link" as const, subjectId: linkId };
  await asActor(system, (tx) => askSubscription(tx, subject, { email: recipient, locale }, now));
}
