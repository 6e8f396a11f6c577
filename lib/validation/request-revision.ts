import { sql } from "drizzle-orm";
import { z } from "zod";
import { revisionPins } from "@/db/schema";
import { type Actor, asActor } from "@/lib/access/actor";
import { notFound, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { SPOT_IDS } from "@/lib/models/spots";
import { runOperation } from "@/lib/variants/run-operation";
import { beginOperation, permittedWish } from "@/lib/variants/send-event";

const coordinate = z.number().min(-100).max(100);
const vector = z.tuple([coordinate, coordinate, coordinate]);
const requestSchema = z.object({
  variantId: idSchema,
  /** As it stood on the reviewer's screen. */
  version: z.int(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
  /** The model the pins were put on. */
  modelId: idSchema.nullable(),
  pins: z
    .array(
      z.object({
        spot: z.enum(SPOT_IDS).nullable(),
        position: vector,
        normal: vector,
        note: z
          .string()
          .trim()
          .min(1, "Say of each pin what should change there, or remove it.")
          .max(500, "Use at most 500 characters for a pin.")
          .refine((text) => !text.includes("\0"), "This text holds a NUL character: remove it."),
      }),
    )
    .max(50, "Put at most 50 pins on one model."),
});
export type RequestRevisionInput = z.input<typeof requestSchema>;

/**
 * Sends one variant back to modelling with what should change: a code, words, and pins on its model. The step and its pins
 * are written together and never changed. Throws the Refusal that the step met; nothing is kept then.
 */
export async function requestRevision(
  actor: Actor,
  input: RequestRevisionInput,
  at: Date,
): Promise<{ operationId: string; sku: string }> {
  const { variantId, version, code, reason, modelId, pins } = parse(requestSchema, input);
  const wish = permittedWish(actor, {
    event: "requestRevision",
    reason,
    reasonCode: code,
    expectedVersions: { [variantId]: version },
  });
  return asActor(actor, async (tx) => {
    const { id: operationId } = await beginOperation(tx, actor, {
      variantIds: [variantId],
      wish,
      kind: "event",
      at,
    });
    await runOperation(tx, actor, operationId, at);
    const [item] = await tx.execute<Item>(sql`
      select i.organisation_id, i.outcome, i.code, i.message, i.transition_id, v.sku, m.id as model_id
      from operation_items i
      join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id
      left join models m on m.organisation_id = i.organisation_id and m.variant_id = i.variant_id and m.id = ${modelId}::uuid
      where i.organisation_id in (select id from organisations) and i.operation_id = ${operationId}`);
    if (!item) throw notFound("This variant");
    if (item.outcome !== "moved" || !item.transition_id) throw refusalOf(item);
    if (pins.length > 0) {
      const { organisation_id: organisationId, transition_id: transitionId, model_id } = item;
      if (!model_id) throw notFound("The model the pins were put on");
      await tx.insert(revisionPins).values(
        pins.map((pin, index) => ({
          organisationId,
          id: newId(),
          transitionId,
          variantId,
          modelId: model_id,
          number: index + 1,
          ...pin,
        })),
      );
    }
    return { operationId, sku: item.sku };
  });
}

type Item = {
  organisation_id: string;
  outcome: string;
  code: string | null;
  message: string | null;
  transition_id: string | null;
  sku: string;
  model_id: string | null;
};

function refusalOf({ code, message }: Item): Refusal {
  const words = message ?? "It could not be sent back.";
  if (code === "conflict" || code === "not_permitted" || code === "not_found")
    return new Refusal(code, words);
  return new Refusal(code === "needs_input" ? "invalid" : "not_possible", words);
}
