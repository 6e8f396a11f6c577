import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { activity, qualityFlags } from "@/db/schema";
import { type Actor, asActor, roleOf, signature } from "@/lib/access/actor";
import { notFound, notPermitted, parse } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { record } from "@/lib/events/record";
import { REVISION_CODES } from "@/lib/lifecycle/needs";
import { locateVariants } from "@/lib/variants/locate";

export const FLAG_KINDS = Object.keys(REVISION_CODES) as (keyof typeof REVISION_CODES)[];

const raiseSchema = z.object({
  variantIds: z.array(idSchema).min(1, "Select at least one variant.").max(10_000),
  kind: z.enum(FLAG_KINDS),
  severity: z.enum(["minor", "major"]),
  blocking: z.boolean(),
  words: z.string().trim().min(1, "Say what you saw.").max(2_000),
});

const isProducer = (actor: Actor) => roleOf(actor) === "ops" || roleOf(actor) === "admin";

/** Raises the same quality flag on variants, singly or in bulk; a blocking one stops validation until it is resolved. */
export function raiseFlags(
  actor: Actor,
  input: z.input<typeof raiseSchema>,
  at: Date,
): Promise<{ raised: number }> {
  if (!isProducer(actor)) throw notPermitted("raise quality flags");
  const { variantIds, ...flag } = parse(raiseSchema, input);
  const by = signature(actor);
  return asActor(actor, async (tx) => {
    const byOrganisation = await locateVariants(tx, actor, variantIds);
    if (byOrganisation.size === 0) throw notFound("None of these variants");
    let raised = 0;
    for (const [organisationId, ids] of byOrganisation) {
      const flags = ids.map((variantId) => ({
        organisationId,
        id: newId(),
        variantId,
        ...flag,
        raisedBy: by.actorId,
        raisedAt: at,
      }));
      await tx.insert(qualityFlags).values(flags);
      await tx.insert(activity).values(
        flags.map((f) => ({
          organisationId,
          id: newId(),
          kind: "flag_raised",
          variantId: f.variantId,
          actorKind: by.actorKind,
          actorId: by.actorId,
          data: { flagId: f.id, ...flag },
          at,
        })),
      );
      await record(tx, [{ organisationId, topic: "flags", subject: { variantIds: ids }, at }]);
      raised += ids.length;
    }
    return { raised };
  });
}

const resolveSchema = z.object({
  flagId: idSchema,
  resolution: z.string().trim().min(1, "Say how it was resolved.").max(2_000),
});

/** Resolves an open flag, with words that stay beside it. A flag already resolved is *not found* as open. */
export function resolveFlag(actor: Actor, input: z.input<typeof resolveSchema>, at: Date): Promise<void> {
  if (!isProducer(actor)) throw notPermitted("resolve quality flags");
  const { flagId, resolution } = parse(resolveSchema, input);
  const by = signature(actor);
  return asActor(actor, async (tx) => {
    const [flag] = await tx
      .update(qualityFlags)
      .set({ resolution, resolvedBy: by.actorId, resolvedAt: at })
      .where(
        and(
          sql`${qualityFlags.organisationId} in (select id from organisations)`,
          eq(qualityFlags.id, flagId),
          isNull(qualityFlags.resolvedAt),
        ),
      )
      .returning({ organisationId: qualityFlags.organisationId, variantId: qualityFlags.variantId });
    if (!flag) throw notFound("An open flag");
    await tx.insert(activity).values({
      ...flag,
      id: newId(),
      kind: "flag_resolved",
      actorKind: by.actorKind,
      actorId: by.actorId,
      data: { flagId, resolution },
      at,
    });
    await record(tx, [
      { organisationId: flag.organisationId, topic: "flags", subject: { variantIds: [flag.variantId] }, at },
    ]);
  });
}
