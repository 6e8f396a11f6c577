import { sql } from "drizzle-orm";
import { z } from "zod";
import { activity, cancellationRequests } from "@/db/schema";
import { type Actor, asActor, roleOf, signature } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";
import { META } from "@/lib/lifecycle/meta";
import type { Place } from "@/lib/lifecycle/states";

const schema = z.object({
  variantId: idSchema,
  reason: z.string().trim().min(1, "Say why it should be cancelled.").max(2_000),
});

/**
 * Asks the producer to cancel a variant whose modelling has begun; before that a customer cancels by itself. Refused
 * with `not_possible` where there is nothing to ask for, and `conflict` where it was asked already.
 * Source: domain.md, "Things" and "Transitions" (`cancel`).
 */
export function requestCancellation(
  actor: Actor,
  input: z.input<typeof schema>,
  at: Date,
): Promise<{ id: string }> {
  if (actor.kind !== "customer" || !can(roleOf(actor), "requestCancellation"))
    throw notPermitted("ask for a cancellation");
  const { organisationId, userId } = actor;
  const { variantId, reason } = parse(schema, input);
  return asActor(actor, async (tx) => {
    const [variant] = await tx.execute<{ place: Place; modelling_begun: boolean; batch_id: string }>(sql`
      select place, modelling_begun, batch_id from variants
      where organisation_id = ${organisationId} and id = ${variantId} for update`);
    if (!variant) throw notFound("This variant");
    const { place } = variant;
    if (place === "completed" || place === "validated" || place === "cancelled")
      throw new Refusal("not_possible", `It is ${META[place].label}, so there is nothing left to cancel.`);
    if (!variant.modelling_begun)
      throw new Refusal("not_possible", "Modelling has not begun yet: cancel it yourself, at once.");
    const id = newId();
    const asked = await tx
      .insert(cancellationRequests)
      .values({ organisationId, id, variantId, reason, requestedBy: userId, requestedAt: at })
      .onConflictDoNothing()
      .returning({ id: cancellationRequests.id });
    if (asked.length === 0) throw new Refusal("conflict", "A cancellation was asked for already.");
    await tx.insert(activity).values({
      organisationId,
      id: newId(),
      kind: "cancellation_requested",
      variantId,
      ...signatureOf(actor),
      data: { requestId: id, reason },
      at,
    });
    const subject = { variantIds: [variantId], batchIds: [variant.batch_id] };
    await record(tx, [{ organisationId, topic: "variants", subject, at }]);
    return { id };
  });
}

function signatureOf(actor: Actor) {
  const { actorKind, actorId } = signature(actor);
  return { actorKind, actorId };
}
