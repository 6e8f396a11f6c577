import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, asActor, roleOf } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { sendQuote, sendQuoteSchema } from "./send-quote";

const sendAllSchema = sendQuoteSchema.omit({ lines: true }).extend({
  variantIds: z.array(idSchema).min(1, "Select at least one variant.").max(10_000),
  /** Of each variant, minor units. */
  price: sendQuoteSchema.shape.lines.element.shape.price,
});

export interface SentQuotes {
  sent: { number: string; version: number; order: string; variants: number }[];
  /** Variants that no quote was sent for, each with its reason. */
  refused: { variantId: string; sku: string; message: string }[];
}

/**
 * Sends one quote for each order among the variants, at the same price for each of them. An order is quoted whole or
 * not at all; variants that do not await a quote are reported.
 */
export async function sendQuotes(
  actor: Actor,
  input: z.input<typeof sendAllSchema>,
  at: Date,
): Promise<SentQuotes> {
  if (!can(roleOf(actor), "manageQuotes")) throw notPermitted("send quotes");
  const { variantIds, price, ...terms } = parse(sendAllSchema, input);
  const rows = await asActor(actor, (tx) =>
    tx.execute<{ id: string; sku: string; place: string; order_id: string; number: string }>(sql`
      select v.id, v.sku, v.place, v.order_id, r.number from organisations o
      cross join lateral (select * from variants v
        where v.organisation_id = o.id and v.id = any(${`{${variantIds.join(",")}}`}::uuid[])) v
      join orders r on r.organisation_id = v.organisation_id and r.id = v.order_id order by r.number, v.sku`),
  );
  if (rows.length === 0) throw notFound("None of these variants");
  const result: SentQuotes = { sent: [], refused: [] };
  for (const lines of byOrder(rows.filter(({ place }) => place === "quote_requested"))) {
    const order = lines[0]?.number ?? "";
    try {
      const quoted = lines.map(({ id }) => ({ variantId: id, price }));
      const { number, version } = await sendQuote(actor, { ...terms, lines: quoted }, at);
      result.sent.push({ number, version, order, variants: lines.length });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === "invalid") throw error;
      const message = `${order}: ${error.message}`;
      result.refused.push(...lines.map(({ id, sku }) => ({ variantId: id, sku, message })));
    }
  }
  for (const { id, sku, place } of rows) {
    if (place !== "quote_requested")
      result.refused.push({ variantId: id, sku, message: "It does not await a quote." });
  }
  return result;
}

function byOrder<T extends { order_id: string }>(rows: readonly T[]): T[][] {
  const orders = new Map<string, T[]>();
  for (const row of rows) {
    const known = orders.get(row.order_id);
    if (known) known.push(row);
    else orders.set(row.order_id, [row]);
  }
  return [...orders.values()];
}
