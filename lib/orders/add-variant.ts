import { and, eq, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { batches, orders, products, variants } from "@/db/schema";
import { type Actor, asActor, roleOf } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";
import { insertVariants } from "@/lib/variants/insert-variants";
import { rulesForWriting } from "@/lib/variants/rules";
import { describedSchema } from "./correct-variant";

const addSchema = describedSchema.extend({ orderId: idSchema, productId: idSchema, batchId: idSchema });

/**
 * Adds a variant to an order, in Pending Analysis like the rest of it. Customers may while some of the order still is
 * there; ops at any time. Refuses a SKU the order already has.
 */
export function addVariant(
  actor: Actor,
  input: z.input<typeof addSchema>,
  at: Date,
): Promise<{ variantId: string }> {
  if (!can(roleOf(actor), "correctOrder")) throw notPermitted("add variants to an order");
  const { orderId, productId, batchId, ...described } = parse(addSchema, input);
  return asActor(actor, async (tx) => {
    const [order] = await tx
      .select({ organisationId: orders.organisationId, number: orders.number })
      .from(orders)
      .where(and(sql`${orders.organisationId} in (select id from organisations)`, eq(orders.id, orderId)))
      .for("update");
    if (!order) throw notFound("This order");
    const { organisationId } = order;
    const [[product], [batch], [open], [taken]] = await Promise.all([
      tx
        .select({ brandId: products.brandId })
        .from(products)
        .where(and(eq(products.organisationId, organisationId), eq(products.id, productId))),
      tx
        .select({ id: batches.id })
        .from(batches)
        .where(and(eq(batches.organisationId, organisationId), eq(batches.id, batchId))),
      tx
        .select({ id: variants.id })
        .from(variants)
        .where(
          and(
            eq(variants.organisationId, organisationId),
            eq(variants.orderId, orderId),
            eq(variants.place, "pending_analysis"),
          ),
        )
        .limit(1),
      tx
        .select({ id: variants.id })
        .from(variants)
        .where(
          and(
            eq(variants.organisationId, organisationId),
            eq(variants.orderId, orderId),
            eq(variants.sku, described.sku),
            ne(variants.place, "cancelled"),
          ),
        )
        .limit(1),
    ]);
    if (!product) throw notFound("This product");
    if (!batch) throw notFound("This batch");
    if (actor.kind === "customer" && !open) {
      throw new Refusal(
        "not_possible",
        `Analysis of ${order.number} is complete, so it takes no more variants. Place a new order for them.`,
      );
    }
    if (taken) {
      throw new Refusal("invalid", `SKU ${described.sku} is in this order already. Choose another one.`, {
        fields: { sku: ["This SKU is in this order already."] },
      });
    }
    const variantId = newId();
    const { ean, upc, note } = described;
    const row = { ...described, ean: ean || null, upc: upc || null, note: note || null };
    const rules = await rulesForWriting(tx);
    const variant = {
      ...row,
      id: variantId,
      orderId,
      batchId,
      productId,
      brandId: product.brandId,
      replacesId: null,
    };
    await insertVariants(tx, actor, organisationId, [variant], { at, rules, operationId: null });
    await record(tx, [
      { organisationId, topic: "orders", subject: { orderIds: [orderId], variantIds: [variantId] }, at },
    ]);
    return { variantId };
  });
}
