import { sql } from "drizzle-orm";
import { z } from "zod";
import { activity } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { batchNameSchema, makeBatch } from "@/lib/batches/create-batch";
import { locateVariants } from "./locate";
import { moveIn } from "./move-to-batch";

const splitSchema = z.object({
  variantIds: z.array(idSchema).min(1, "Select at least one variant.").max(100_000),
  name: batchNameSchema,
  reason: z.string().trim().max(2_000).nullable().default(null),
});

/**
 * Takes variants of one organisation, whatever state they are in, out of their batches into a new one, in one go. From a
 * single batch it keeps what was requested and promised. Both batches' histories say so. Source: domain.md, "Things".
 */
export function splitBatch(
  actor: Actor,
  input: z.input<typeof splitSchema>,
  at: Date,
): Promise<{ moved: number; batchId: string; batch: string }> {
  if (!can(roleOf(actor), "manageBatches")) throw notPermitted("split batches");
  const { variantIds, name, reason } = parse(splitSchema, input);
  return asActor(actor, async (tx) => {
    const found = [...(await locateVariants(tx, actor, variantIds))];
    const [first, ...others] = found;
    if (!first) throw notFound("None of these variants");
    if (others.length > 0)
      throw new Refusal("invalid", "They belong to several organisations. Choose those of one.");
    const [organisationId, ids] = first;
    const sources = await sourcesOf(tx, organisationId, ids);
    const [only] = sources;
    if (sources.length === 1 && only && only.chosen === only.all)
      throw new Refusal("invalid", `These are all variants of ${only.name}. Choose those that leave it.`);
    const agreed =
      sources.length === 1 && only ? { requestedOn: only.requested_on, promisedOn: only.promised_on } : {};
    const from = sources.map(({ id }) => id);
    const batchId = await makeBatch(tx, actor, { organisationId, name, ...agreed, from, reason }, at);
    const moved = await moveIn(tx, actor, { organisationId, batchId, ids }, at);
    const { actorKind, actorId } = signature(actor);
    await tx.insert(activity).values(
      sources.map(({ id, chosen }) => ({
        ...{ organisationId, id: newId(), kind: "batch_split", batchId: id, actorKind, actorId, at },
        data: { into: batchId, reason, variants: chosen },
      })),
    );
    return { moved, batchId, batch: name };
  });
}

/** The batches these variants are in, with how many of theirs are chosen. */
function sourcesOf(tx: Tx, organisationId: string, ids: readonly string[]) {
  return tx.execute<{
    id: string;
    name: string;
    requested_on: string | null;
    promised_on: string | null;
    chosen: number;
    all: number;
  }>(sql`
    select b.id, b.name, b.requested_on, b.promised_on, c.chosen, (select count(*)::int from variants v
      where v.organisation_id = b.organisation_id and v.batch_id = b.id) as all
    from (select batch_id, count(*)::int as chosen from variants
      where organisation_id = ${organisationId} and id = any(${`{${ids.join(",")}}`}::uuid[]) group by 1) c
    join batches b on b.organisation_id = ${organisationId} and b.id = c.batch_id order by b.id for update of b`);
}
