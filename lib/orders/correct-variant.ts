import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { activity, products, variants } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { mayCorrectOrder } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";
import { META } from "@/lib/lifecycle/meta";
import { COMPLEXITIES } from "@/lib/lifecycle/policy";
import { locateVariants } from "@/lib/variants/locate";
import { resetDeadlinesOf } from "@/lib/variants/reset-deadlines";
import { checkTradeNumber } from "./trade-number";

const text = (most: number) => z.string().trim().max(most);

const code = (kind: "ean" | "upc") =>
  text(20)
    .nullable()
    .transform((value, context) => {
      if (!value) return null;
      const checked = checkTradeNumber(value, kind);
      if ("digits" in checked) return checked.digits;
      context.addIssue({ code: "custom", message: `${checked.fault.problem} ${checked.fault.expected}` });
      return z.NEVER;
    });

/** What describes a variant in an order, as it is typed. */
export const describedSchema = z.object({
  sku: text(64).min(1, "A variant needs a SKU."),
  ean: code("ean"),
  upc: code("upc"),
  colour: text(200),
  size: text(200),
  lens: text(200),
  complexity: z.enum(COMPLEXITIES),
  customised: z.boolean(),
  note: text(10_000).nullable(),
});

const correctSchema = describedSchema.extend({
  variantId: idSchema,
  /** The edition that was on the screen; another one is a conflict. */
  edition: z.number().int(),
});
export type Correction = z.input<typeof correctSchema>;

/**
 * Corrects what was ordered: customers until analysis is complete, ops afterwards. A correction of what somebody else
 * has changed meanwhile is a conflict that carries theirs, so that nothing typed is lost.
 */
export function correctVariant(actor: Actor, input: Correction, at: Date): Promise<{ edition: number }> {
  const { variantId, edition, ...wanted } = parse(correctSchema, input);
  return asActor(actor, async (tx) => {
    const found = await locateVariants(tx, actor, [variantId]);
    const organisationId = [...found.keys()][0];
    if (!organisationId) throw notFound("This variant");
    const [before] = await tx
      .select()
      .from(variants)
      .where(and(eq(variants.organisationId, organisationId), eq(variants.id, variantId)))
      .for("update");
    if (!before) throw notFound("This variant");
    refuseLate(actor, before.place);
    if (before.edition !== edition) {
      throw new Refusal(
        "conflict",
        "Somebody changed this variant while you were typing. Compare both and save again.",
        {
          theirs: picked(before),
          edition: before.edition,
        },
      );
    }
    await refuseTakenSku(tx, organisationId, before, wanted.sku);
    const changed = changes(picked(before), wanted);
    if (Object.keys(changed).length === 0) return { edition };
    await tx
      .update(variants)
      .set({ ...wanted, edition: edition + 1 })
      .where(and(eq(variants.organisationId, organisationId), eq(variants.id, variantId)));
    // A complexity may have limits of its own.
    if ("complexity" in changed) await resetDeadlinesOf(tx, organisationId, variantId);
    const by = signature(actor);
    await tx.insert(activity).values({
      organisationId,
      id: newId(),
      kind: "corrected",
      variantId,
      actorKind: by.actorKind,
      actorId: by.actorId,
      data: { changed },
      at,
    });
    await record(tx, [
      { organisationId, topic: "variants", subject: { variantIds: [variantId], event: "correct" }, at },
    ]);
    return { edition: edition + 1 };
  });
}

function refuseLate(actor: Actor, place: keyof typeof META): void {
  const role = roleOf(actor);
  if (mayCorrectOrder(role, place)) return;
  if (!mayCorrectOrder(role, "pending_analysis")) throw notPermitted("correct orders");
  throw new Refusal(
    "not_possible",
    `This variant is at ${META[place].label}. Until analysis is complete you can correct it yourself; now write to support.`,
  );
}

type Kept = Omit<Correction, "variantId" | "edition">;

function picked(v: typeof variants.$inferSelect): Kept {
  const { sku, ean, upc, colour, size, lens, complexity, customised, note } = v;
  return { sku, ean, upc, colour, size, lens, complexity, customised, note };
}

/** Each changed field with both values, for the activity log. */
function changes(before: Kept, after: Kept): Record<string, { from: unknown; to: unknown }> {
  const keys = Object.keys(before) as (keyof Kept)[];
  return Object.fromEntries(
    keys
      .filter((key) => before[key] !== after[key])
      .map((key) => [key, { from: before[key], to: after[key] }]),
  );
}

async function refuseTakenSku(
  tx: Tx,
  organisationId: string,
  before: typeof variants.$inferSelect,
  sku: string,
) {
  if (sku === before.sku) return;
  const [taken] = await tx
    .select({ product: products.name })
    .from(variants)
    .innerJoin(
      products,
      and(eq(products.organisationId, variants.organisationId), eq(products.id, variants.productId)),
    )
    .where(
      and(
        eq(variants.organisationId, organisationId),
        eq(variants.orderId, before.orderId),
        eq(variants.sku, sku),
      ),
    );
  if (taken) {
    throw new Refusal(
      "invalid",
      `SKU ${sku} is in this order already (${taken.product}). Choose another one.`,
      {
        fields: { sku: ["This SKU is in this order already."] },
      },
    );
  }
}
