import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Actor, Tx } from "@/lib/access/actor";
import { notFound } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { locateBatch } from "@/lib/batches/locate-batch";
import { locateOrder } from "@/lib/orders/locate-order";
import { locateVariants } from "@/lib/variants/locate";

/** Most variants one ticket names; an alert that holds more names the first of them. */
export const MOST_VARIANTS = 200;

export const aboutSchema = z.object({
  batchId: idSchema.nullish(),
  orderId: idSchema.nullish(),
  variantIds: z.array(idSchema).max(MOST_VARIANTS).default([]),
});

/** What a ticket is about, resolved from ids. */
export interface TicketAbout {
  organisationId: string;
  batch: { id: string; name: string } | null;
  order: { id: string; number: string } | null;
  variants: { id: string; sku: string }[];
}

/**
 * Fills the context in from whatever is known: variants say their batch and order, a batch its latest order, an order its
 * batch where there is one. Throws *not found* for what the actor may not see, and where the ids belong to different
 * organisations; a customer with nothing to name asks for its own organisation.
 */
export async function resolveAbout(
  tx: Tx,
  actor: Actor,
  { batchId, orderId, variantIds }: z.output<typeof aboutSchema>,
): Promise<TicketAbout> {
  const organisations = new Set<string>();
  if (batchId) organisations.add((await locateBatch(tx, batchId))?.id ?? "");
  if (orderId) organisations.add((await locateOrder(tx, orderId))?.id ?? "");
  if (variantIds.length > 0) {
    const located = await locateVariants(tx, actor, variantIds);
    if ([...located.values()].flat().length !== new Set(variantIds).size) throw notFound("This variant");
    for (const id of located.keys()) organisations.add(id);
  }
  if (organisations.size === 0 && actor.kind === "customer") organisations.add(actor.organisationId);
  const [organisationId] = organisations;
  if (organisations.size !== 1 || !organisationId) throw notFound("What this is about");
  return aboutOf(tx, organisationId, { batchId, orderId, variantIds });
}

/** The names behind the ids of a ticket, filled in as `resolveAbout` does. */
export async function aboutOf(
  tx: Tx,
  organisationId: string,
  { batchId, orderId, variantIds }: z.output<typeof aboutSchema>,
): Promise<TicketAbout> {
  const variants = await tx.execute<{ id: string; sku: string; batch_id: string; order_id: string }>(sql`
    select id, sku, batch_id, order_id from variants
    where organisation_id = ${organisationId} and id = any(${`{${variantIds.join(",")}}`}::uuid[]) order by sku`);
  const batch =
    batchId ?? variants[0]?.batch_id ?? (orderId ? await onlyBatch(tx, organisationId, orderId) : null);
  const order =
    orderId ?? variants[0]?.order_id ?? (batch ? await latestOrder(tx, organisationId, batch) : null);
  const [named] = await tx.execute<{ batch: string | null; number: string | null }>(sql`
    select (select name from batches where organisation_id = ${organisationId} and id = ${batch}) as batch,
      (select number from orders where organisation_id = ${organisationId} and id = ${order}) as number`);
  return {
    organisationId,
    batch: batch && named?.batch ? { id: batch, name: named.batch } : null,
    order: order && named?.number ? { id: order, number: named.number } : null,
    variants: variants.map(({ id, sku }) => ({ id, sku })),
  };
}

async function onlyBatch(tx: Tx, organisationId: string, orderId: string): Promise<string | null> {
  const rows = await tx.execute<{ batch_id: string }>(sql`
    select distinct batch_id from variants where organisation_id = ${organisationId} and order_id = ${orderId} limit 2`);
  return rows.length === 1 ? (rows[0]?.batch_id ?? null) : null;
}

async function latestOrder(tx: Tx, organisationId: string, batchId: string): Promise<string | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select o.id from orders o where o.organisation_id = ${organisationId} and exists (
      select 1 from variants v where v.organisation_id = o.organisation_id and v.batch_id = ${batchId} and v.order_id = o.id)
    order by o.placed_at desc limit 1`);
  return row?.id ?? null;
}
