import { sql } from "drizzle-orm";
import { z } from "zod";
import { activity } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";
import { moveIn } from "./move-to-batch";

const mergeSchema = z.object({
  batchId: idSchema,
  intoId: idSchema,
  reason: z.string().trim().min(1, "Say why the batches become one.").max(2_000),
});

/** A batch and the one it goes into. */
export interface Merged {
  organisationId: string;
  batchId: string;
  intoId: string;
}

/**
 * Puts a batch into another of its organisation: every variant goes there, in whatever state, and so does whoever opens
 * the old address or a link to it. What was said and promised of the old one is read in the new one (`mergedIn`), where it
 * stays as it was written; `carry` takes along what this folder knows nothing of. Source: domain.md, "Things".
 */
export function mergeBatch(
  actor: Actor,
  input: z.input<typeof mergeSchema>,
  at: Date,
  carry: (tx: Tx, merged: Merged, at: Date) => Promise<void>,
): Promise<{ moved: number; intoId: string }> {
  if (!can(roleOf(actor), "manageBatches")) throw notPermitted("merge batches");
  const { batchId, intoId, reason } = parse(mergeSchema, input);
  if (batchId === intoId) throw new Refusal("invalid", "Choose another batch to merge this one into.");
  return asActor(actor, async (tx) => {
    // In one order, so that two who merge crosswise do not wait for each other.
    const found = await tx.execute<{
      id: string;
      organisation_id: string;
      name: string;
      merged_into: string | null;
    }>(sql`
      select b.id, b.organisation_id, b.name, b.merged_into from batches b
      where b.organisation_id in (select id from organisations) and b.id in (${batchId}, ${intoId}) order by b.id for update`);
    const from = found.find(({ id }) => id === batchId);
    const into = found.find(({ id }) => id === intoId);
    if (!from || !into) throw notFound("This batch");
    const { organisation_id: organisationId } = from;
    if (into.organisation_id !== organisationId)
      throw new Refusal("invalid", `${into.name} belongs to another organisation than ${from.name}.`);
    const gone = [from, into].find(({ merged_into: where }) => where !== null);
    if (gone) throw new Refusal("conflict", `${gone.name} was merged into another batch meanwhile.`);
    await carry(tx, { organisationId, batchId, intoId }, at);
    const variants = await tx.execute<{ id: string }>(
      sql`select id from variants where organisation_id = ${organisationId} and batch_id = ${batchId}`,
    );
    const ids = variants.map(({ id }) => id);
    const moved = await moveIn(tx, actor, { organisationId, batchId: intoId, ids }, at);
    // Those that were merged into it before lead straight to where it went.
    await tx.execute(sql`update batches set merged_into = ${intoId}
      where organisation_id = ${organisationId} and (id = ${batchId} or merged_into = ${batchId})`);
    const by = signature(actor);
    await tx.insert(activity).values({
      organisationId,
      id: newId(),
      kind: "batch_merged",
      batchId,
      actorKind: by.actorKind,
      actorId: by.actorId,
      data: { into: intoId, reason, variants: moved },
      at,
    });
    await record(tx, [{ organisationId, topic: "batches", subject: { batchIds: [batchId, intoId] }, at }]);
    return { moved, intoId };
  });
}
