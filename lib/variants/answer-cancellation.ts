import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { activity, cancellationRequests } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { mayEver } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";
import { applyEvent } from "./apply-event";

const schema = z.discriminatedUnion("decision", [
  z.object({ requestId: idSchema, decision: z.literal("grant") }),
  z.object({
    requestId: idSchema,
    decision: z.literal("decline"),
    answer: z.string().trim().min(1, "Say why it goes on.").max(2_000),
  }),
]);

/**
 * Answers a request for cancellation: granting it cancels the variant with the customer's reason, in the same
 * transaction; declining it keeps our words. One answer each: the second is told that it was answered.
 */
export function answerCancellation(actor: Actor, input: z.input<typeof schema>, at: Date): Promise<void> {
  if (actor.kind === "customer" || !mayEver(roleOf(actor), "cancel"))
    throw notPermitted("answer a request for cancellation");
  const given = parse(schema, input);
  return asActor(actor, async (tx) => {
    const request = await openRequest(tx, given.requestId);
    const { organisationId, variantId, batchId, reason } = request;
    const { actorKind, actorId } = signature(actor);
    const answer = given.decision === "decline" ? given.answer : null;
    const status = given.decision === "grant" ? "granted" : "declined";
    await tx
      .update(cancellationRequests)
      .set({ status, answer, answeredBy: actorId, answeredAt: at })
      .where(
        and(
          eq(cancellationRequests.organisationId, organisationId),
          eq(cancellationRequests.id, given.requestId),
        ),
      );
    await tx.insert(activity).values({
      organisationId,
      id: newId(),
      kind: `cancellation_${status}`,
      variantId,
      actorKind,
      actorId,
      data: { requestId: given.requestId, answer },
      at,
    });
    await record(tx, [
      {
        organisationId,
        topic: "variants",
        subject: { variantIds: [variantId], batchIds: [batchId] },
        at,
      },
    ]);
    if (given.decision === "decline") return;
    const wish = { event: "cancel", input: { reason } } as const;
    const [outcome] = await applyEvent(tx, actor, organisationId, [variantId], wish, {
      at,
      operationId: null,
    });
    if (!outcome?.ok) throw new Refusal("not_possible", outcome?.message ?? "It could not be cancelled.");
  });
}

async function openRequest(tx: Tx, id: string) {
  const [row] = await tx.execute<{
    organisationId: string;
    variantId: string;
    batchId: string;
    reason: string;
    status: string;
  }>(sql`
    select c.organisation_id as "organisationId", c.variant_id as "variantId", v.batch_id as "batchId", c.reason, c.status
    from cancellation_requests c join variants v on v.organisation_id = c.organisation_id and v.id = c.variant_id
    where c.id = ${id} for update of c`);
  if (!row) throw notFound("This request");
  if (row.status === "lapsed")
    throw new Refusal("conflict", "The variant was completed meanwhile, so the request has lapsed.");
  if (row.status !== "open")
    throw new Refusal("conflict", `Somebody has ${row.status} this request already.`);
  return row;
}
