import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Actor, Tx } from "@/lib/access/actor";
import { notFound, Refusal } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { locateVariants } from "@/lib/variants/locate";

const name = z.string().trim().min(1, "Name the file.").max(255);
const note = z.string().trim().max(2_000).nullish();
export const addSchema = z.union([
  z.object({ variantId: idSchema, name, note }),
  /** For a folder of models: the file's name is the SKU of one live variant of this batch. */
  z.object({ batchId: idSchema, name, note }),
  /** For programs, which know an order's number and what it names its variants. */
  z.object({
    orderNumber: z.string().trim().min(1).max(40),
    sku: z.string().trim().min(1).max(100),
    note,
    idempotencyKey: z.string().min(1).max(200).optional(),
  }),
]);
export type Wish = z.infer<typeof addSchema>;

/** What a file is called in what is said of it. */
export const nameOf = (wish: Wish) => ("sku" in wish ? `${wish.sku}.glb` : wish.name);

export interface Target {
  organisationId: string;
  variantId: string;
  revision: number;
  sku: string;
}

/** The variant a file is for, its row locked so that two uploads get two versions. */
export async function targetOf(tx: Tx, actor: Actor, wish: Wish, lock = false): Promise<Target> {
  const forUpdate = lock ? sql`for update` : sql``;
  type Found = { organisation_id: string; id: string; revision: number; sku: string };
  if ("variantId" in wish) {
    const [organisationId] = (await locateVariants(tx, actor, [wish.variantId])).keys();
    const [row] = organisationId
      ? await tx.execute<Found>(sql`select organisation_id, id, revision, sku from variants
          where organisation_id = ${organisationId} and id = ${wish.variantId} ${forUpdate}`)
      : [];
    if (!row) throw notFound("This variant");
    return { organisationId: row.organisation_id, variantId: row.id, revision: row.revision, sku: row.sku };
  }
  if ("sku" in wish) {
    const [row] = await tx.execute<Found>(sql`
      select v.organisation_id, v.id, v.revision, v.sku from orders o
      join variants v on v.organisation_id = o.organisation_id and v.order_id = o.id
      where o.number = ${wish.orderNumber} and v.sku = ${wish.sku} and v.place <> 'cancelled'
        ${lock ? sql`for update of v` : sql``}`);
    if (!row) throw notFound(`A live variant ${wish.sku} of order ${wish.orderNumber}`);
    return { organisationId: row.organisation_id, variantId: row.id, revision: row.revision, sku: row.sku };
  }
  const sku = wish.name.replace(/\.glb$/i, "").trim();
  const rows = await tx.execute<Found>(sql`
    select v.organisation_id, v.id, v.revision, v.sku from batches b
    join variants v on v.organisation_id = b.organisation_id and v.batch_id = b.id
    where b.organisation_id in (select id from organisations) and b.id = ${wish.batchId}
      and v.place <> 'cancelled' and lower(v.sku) = lower(${sku}) ${lock ? sql`for update of v` : sql``}`);
  const [row, another] = rows;
  if (!row)
    throw new Refusal(
      "not_found",
      `${wish.name} names no live variant of this batch. Name the file by the SKU, such as KE-0001.glb.`,
    );
  if (another)
    throw new Refusal(
      "invalid",
      `${wish.name} names more than one variant of this batch. Add it on the variant's own page.`,
    );
  return { organisationId: row.organisation_id, variantId: row.id, revision: row.revision, sku: row.sku };
}
