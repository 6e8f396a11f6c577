import { sql } from "drizzle-orm";
import { z } from "zod";
import { activity } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";
import { locateVariants } from "./locate";

const moveSchema = z.object({
  variantIds: z.array(idSchema).min(1, "Select at least one variant.").max(100_000),
  batchId: idSchema,
});

/** Moves variants to another batch of their organisation, whatever state they are in. All of them or none. */
export function moveToBatch(
  actor: Actor,
  input: z.input<typeof moveSchema>,
  at: Date,
): Promise<{ moved: number; batch: string }> {
  if (!can(roleOf(actor), "manageBatches")) throw notPermitted("move variants between batches");
  const { variantIds, batchId } = parse(moveSchema, input);
  return asActor(actor, async (tx) => {
    const [batch] = await tx.execute<{ organisation_id: string; name: string }>(sql`
      select b.organisation_id, b.name from organisations o join batches b on b.organisation_id = o.id and b.id = ${batchId}
      where b.merged_into is null`);
    if (!batch) throw notFound("This batch");
    const { organisation_id: organisationId, name } = batch;
    const found = await locateVariants(tx, actor, variantIds);
    const ids = found.get(organisationId) ?? [];
    const others = [...found].reduce((sum, [id, list]) => sum + (id === organisationId ? 0 : list.length), 0);
    if (others > 0) {
      throw new Refusal(
        "invalid",
        `${others} of them belong to another organisation than ${name}. Choose a batch of their own organisation.`,
      );
    }
    if (ids.length === 0) throw notFound("None of these variants");
    return { moved: await moveIn(tx, actor, { organisationId, batchId, ids }, at), batch: name };
  });
}

/** Moves variants of one organisation to a batch of it, in the transaction of whoever checked both; answers how many moved. */
export async function moveIn(
  tx: Tx,
  actor: Actor,
  { organisationId, batchId, ids }: { organisationId: string; batchId: string; ids: readonly string[] },
  at: Date,
): Promise<number> {
  const by = signature(actor);
  const moved = await tx.execute<{ id: string; was: string }>(sql`
    update variants v set batch_id = ${batchId} from (select id, batch_id from variants
      where organisation_id = ${organisationId} and id = any(${`{${ids.join(",")}}`}::uuid[])
        and batch_id <> ${batchId} order by id for update) before
    where v.organisation_id = ${organisationId} and v.id = before.id returning v.id, before.batch_id as was`);
  const rows = moved.map(({ id, was }) => ({
    organisationId,
    id: newId(),
    kind: "batch_moved",
    variantId: id,
    batchId,
    actorKind: by.actorKind,
    actorId: by.actorId,
    data: { from: was, to: batchId },
    at,
  }));
  for (let from = 0; from < rows.length; from += 2_000)
    await tx.insert(activity).values(rows.slice(from, from + 2_000));
  const batchIds = [...new Set([batchId, ...moved.map(({ was }) => was)])];
  const subject = { event: "batch_moved", batchIds, variantIds: moved.map(({ id }) => id) };
  if (moved.length > 0) await record(tx, [{ organisationId, topic: "variants", subject, at }]);
  return moved.length;
}
