import { sql } from "drizzle-orm";
import { z } from "zod";
import { orders, organisations } from "@/db/schema";
import { type Actor, asActor, roleOf, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";
import { COMPLEXITIES } from "@/lib/lifecycle/policy";
import { insertVariants } from "@/lib/variants/insert-variants";
import { rulesForWriting } from "@/lib/variants/rules";
import { nextOrderNumber } from "./number";

const name = z.string().trim().min(1, "This cannot be empty.").max(200);
const line = z.object({
  sku: z.string().trim().min(1).max(64),
  brand: name,
  product: name,
  batch: name,
  colour: z.string().max(200).default(""),
  size: z.string().max(200).default(""),
  lens: z.string().max(200).default(""),
  ean: z.string().nullable().default(null),
  upc: z.string().nullable().default(null),
  complexity: z.enum(COMPLEXITIES).default("standard"),
  customised: z.boolean().default(false),
  note: z.string().max(10_000).nullable().default(null),
});

export const orderSchema = z.object({
  organisationId: idSchema,
  lines: z.array(line).min(1, "An order needs at least one variant.").max(50_000),
  requestedOn: z.iso.date().nullable().default(null),
  note: z.string().max(10_000).nullable().default(null),
});
export type OrderInput = z.input<typeof orderSchema>;

export interface PlacedOrder {
  orderId: string;
  number: string;
  batchIds: string[];
  variants: number;
}

/**
 * Places an order: the order, its batches, brands and products unknown so far, and every variant in Pending
 * Analysis, in one transaction. Refuses a SKU that stands twice; a batch of the same name is added to.
 */
export function placeOrder(actor: Actor, input: OrderInput, at: Date): Promise<PlacedOrder> {
  return asActor(actor, (tx) => placeOrderIn(tx, actor, input, { at, operationId: null }));
}

/** The same inside a transaction of the caller, for an import that keeps its own record beside it. */
export async function placeOrderIn(
  tx: Tx,
  actor: Actor,
  input: OrderInput,
  { at, operationId }: { at: Date; operationId: string | null },
): Promise<PlacedOrder> {
  if (!can(roleOf(actor), "placeOrder")) throw notPermitted("place orders");
  const { organisationId, lines, requestedOn, note } = parse(orderSchema, input);
  const [organisation] = await tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(sql`${organisations.id} = ${organisationId}`);
  if (!organisation || (actor.kind === "customer" && actor.organisationId !== organisationId)) {
    throw notFound("The organisation");
  }
  refuseTwice(lines.map((l) => l.sku));

  const brands = await ensureNamed(
    tx,
    organisationId,
    "brands",
    lines.map((l) => l.brand),
    at,
  );
  const products = await ensureProducts(tx, organisationId, lines, brands, at);
  const batches = await ensureNamed(
    tx,
    organisationId,
    "batches",
    lines.map((l) => l.batch),
    at,
  );
  const rules = await rulesForWriting(tx);
  const number = await nextOrderNumber(tx, at);
  const orderId = newId();
  const placedBy = actor.kind === "system" || actor.kind === "stakeholder" ? null : actor.userId;
  await tx
    .insert(orders)
    .values({ organisationId, id: orderId, number, requestedOn, note, placedBy, placedAt: at, operationId });
  const rows = lines.map((l) => {
    const brandId = found(brands, l.brand);
    return {
      id: newId(),
      orderId,
      batchId: found(batches, l.batch),
      brandId,
      productId: found(products, `${brandId}\n${l.product}`),
      sku: l.sku,
      ean: l.ean,
      upc: l.upc,
      colour: l.colour,
      size: l.size,
      lens: l.lens,
      complexity: l.complexity,
      customised: l.customised,
      note: l.note,
      replacesId: null,
    };
  });
  await insertVariants(tx, actor, organisationId, rows, { at, rules, operationId });
  const batchIds = [...new Set(rows.map((r) => r.batchId))];
  await record(tx, [{ organisationId, topic: "orders", subject: { orderIds: [orderId], batchIds }, at }]);
  return { orderId, number, batchIds, variants: rows.length };
}

function refuseTwice(skus: string[]): void {
  const seen = new Set<string>();
  for (const sku of skus) {
    if (seen.has(sku))
      throw new Refusal("invalid", `SKU ${sku} stands twice in this order. Keep one of them.`);
    seen.add(sku);
  }
}

function found(ids: Map<string, string>, name: string): string {
  const id = ids.get(name);
  if (!id) throw new Error(`Nothing was made for ${name}.`);
  return id;
}

/** Ids of brands or batches by name; those unknown so far are made. */
async function ensureNamed(
  tx: Tx,
  organisationId: string,
  table: "brands" | "batches",
  all: string[],
  at: Date,
) {
  const names = [...new Set(all)].sort();
  const json = JSON.stringify(names.map((name) => ({ id: newId(), name })));
  const into = sql.identifier(table);
  await tx.execute(sql`
    insert into ${into} (organisation_id, id, name, created_at)
    select ${organisationId}::uuid, id, name, ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, name text) order by name on conflict do nothing`);
  const merged = table === "batches" ? sql`coalesce(t.merged_into, t.id)` : sql`t.id`;
  const rows = await tx.execute<{ id: string; name: string }>(sql`
    select ${merged} as id, t.name from ${into} t join jsonb_to_recordset(${json}::jsonb) as r (name text) using (name)
    where t.organisation_id = ${organisationId}`);
  return new Map(rows.map((r) => [r.name, r.id]));
}

/** Ids of products by "brand id, line break, name"; those unknown so far are made. */
async function ensureProducts(
  tx: Tx,
  organisationId: string,
  lines: { brand: string; product: string }[],
  brands: Map<string, string>,
  at: Date,
) {
  const wanted = new Map<string, { id: string; brand_id: string; name: string }>();
  for (const l of lines) {
    const brandId = found(brands, l.brand);
    const key = `${brandId}\n${l.product}`;
    if (!wanted.has(key)) wanted.set(key, { id: newId(), brand_id: brandId, name: l.product });
  }
  const json = JSON.stringify(
    [...wanted.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
  );
  await tx.execute(sql`
    insert into products (organisation_id, id, brand_id, name, created_at)
    select ${organisationId}::uuid, id, brand_id, name, ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, brand_id uuid, name text) on conflict do nothing`);
  const rows = await tx.execute<{ id: string; brand_id: string; name: string }>(sql`
    select p.id, p.brand_id, p.name from products p
    join jsonb_to_recordset(${json}::jsonb) as r (brand_id uuid, name text) on r.brand_id = p.brand_id and r.name = p.name
    where p.organisation_id = ${organisationId}`);
  return new Map(rows.map((r) => [`${r.brand_id}\n${r.name}`, r.id]));
}
