import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { activity, qualityFlags } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
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

const resolution = z.string().trim().min(1, "Say how it was resolved.").max(2_000);
const resolveSchema = z.object({ flagId: idSchema, resolution });

/** Resolves an open flag, with words that stay beside it. A flag already resolved is *not found* as open. */
export function resolveFlag(actor: Actor, input: z.input<typeof resolveSchema>, at: Date): Promise<void> {
  if (!isProducer(actor)) throw notPermitted("resolve quality flags");
  const { flagId, resolution: words } = parse(resolveSchema, input);
  return asActor(actor, async (tx) => {
    const resolved = await resolveOpen(tx, actor, eq(qualityFlags.id, flagId), { words, at });
    if (resolved.length === 0) throw notFound("An open flag");
  });
}

const resolveAllSchema = z.object({
  variantIds: z.array(idSchema).min(1, "Select at least one variant.").max(10_000),
  /** Only flags about this; without it every open one. */
  kind: z.enum(FLAG_KINDS).nullable(),
  resolution,
});

/** Resolves the open flags of variants with the same words; variants without one stay as they are. */
export function resolveFlags(
  actor: Actor,
  input: z.input<typeof resolveAllSchema>,
  at: Date,
): Promise<{ resolved: number; variants: number }> {
  if (!isProducer(actor)) throw notPermitted("resolve quality flags");
  const { variantIds, kind, resolution: words } = parse(resolveAllSchema, input);
  return asActor(actor, async (tx) => {
    const which = and(
      sql`${qualityFlags.variantId} = any(${`{${variantIds.join(",")}}`}::uuid[])`,
      kind === null ? undefined : eq(qualityFlags.kind, kind),
    );
    const resolved = await resolveOpen(tx, actor, which, { words, at });
    if (resolved.length === 0) throw notFound("An open flag on what is selected");
    return {
      resolved: resolved.length,
      variants: new Set(resolved.map(({ variantId }) => variantId)).size,
    };
  });
}

async function resolveOpen(
  tx: Tx,
  actor: Actor,
  which: SQL | undefined,
  { words, at }: { words: string; at: Date },
): Promise<{ organisationId: string; id: string; variantId: string }[]> {
  const { actorKind, actorId } = signature(actor);
  const resolved = await tx
    .update(qualityFlags)
    .set({ resolution: words, resolvedBy: actorId, resolvedAt: at })
    .where(
      and(
        sql`${qualityFlags.organisationId} in (select id from organisations)`,
        which,
        isNull(qualityFlags.resolvedAt),
      ),
    )
    .returning({
      organisationId: qualityFlags.organisationId,
      id: qualityFlags.id,
      variantId: qualityFlags.variantId,
    });
  if (resolved.length === 0) return resolved;
  await tx.insert(activity).values(
    resolved.map(({ organisationId, id: flagId, variantId }) => ({
      ...{ organisationId, id: newId(), variantId, actorKind, actorId, at },
      kind: "flag_resolved",
      data: { flagId, resolution: words },
    })),
  );
  for (const organisationId of new Set(resolved.map((flag) => flag.organisationId))) {
    const flags = resolved.filter((flag) => flag.organisationId === organisationId);
    const variantIds = [...new Set(flags.map(({ variantId }) => variantId))];
    await record(tx, [{ organisationId, topic: "flags", subject: { variantIds }, at }]);
  }
  return resolved;
}
