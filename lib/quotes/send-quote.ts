import { sql } from "drizzle-orm";
import { z } from "zod";
import { quoteLines, quotes, quoteVersions, variants } from "@/db/schema";
import { type Actor, asActor, roleOf, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";
import { applyEvent, type Outcome } from "@/lib/variants/apply-event";
import { locateVariants } from "@/lib/variants/locate";
import { nextQuoteNumber } from "./number";

export const sendQuoteSchema = z.object({
  lines: z
    .array(
      z.object({
        variantId: idSchema,
        price: z
          .number()
          .int("Give the price in whole cents.")
          .min(0, "A price cannot be below 0.")
          .max(100_000_000_00),
      }),
    )
    .min(1, "A quote needs at least one line.")
    .max(10_000),
  currency: z.string().regex(/^[A-Z]{3}$/, "Give the currency as three letters, for example EUR."),
  validUntil: z.coerce.date(),
  note: z.string().trim().max(10_000).nullish(),
});
export type SendQuoteInput = z.input<typeof sendQuoteSchema>;

export interface SentQuote {
  quoteId: string;
  quoteVersionId: string;
  number: string;
  version: number;
}

/**
 * Draws up and sends a quote for variants of one order that stand in Quote Requested: the next version where they
 * were quoted together before, else a new quote. All of them or none: one that cannot be sent refuses the whole.
 */
export function sendQuote(actor: Actor, input: SendQuoteInput, at: Date): Promise<SentQuote> {
  if (!can(roleOf(actor), "manageQuotes")) throw notPermitted("send quotes");
  const { lines, currency, validUntil, note } = parse(sendQuoteSchema, input);
  if (validUntil <= at)
    throw new Refusal("invalid", "Valid until lies in the past. Choose a later time.", {
      fields: { validUntil: ["Choose a later time."] },
    });
  const prices = new Map(lines.map((line) => [line.variantId, line.price]));
  if (prices.size !== lines.length)
    throw new Refusal("invalid", "A variant stands twice in this quote. Keep one line for it.");
  const ids = [...prices.keys()].sort();

  return asActor(actor, async (tx) => {
    const byOrganisation = await locateVariants(tx, actor, ids);
    const [found, ...others] = byOrganisation;
    if (!found || found[1].length + others.length !== ids.length) throw notFound("A variant of this quote");
    const [organisationId] = found;
    const orderId = await oneOrder(tx, organisationId, ids);
    const { quoteId, number, version } = await quoteFor(tx, actor, organisationId, orderId, ids, at);
    const quoteVersionId = newId();
    const sentBy = "userId" in actor ? actor.userId : null;
    await tx.insert(quoteVersions).values({
      organisationId,
      id: quoteVersionId,
      quoteId,
      version,
      currency,
      validUntil,
      note: note || null,
      sentBy,
      sentAt: at,
    });
    const outcomes = await applyEvent(
      tx,
      actor,
      organisationId,
      ids,
      { event: "sendQuote", input: { quoteVersionId } },
      { at, operationId: null },
    );
    refuseAny(outcomes);
    await tx.insert(quoteLines).values(
      ids.map((variantId) => ({
        organisationId,
        quoteVersionId,
        variantId,
        price: prices.get(variantId) ?? 0,
      })),
    );
    await record(tx, [
      {
        organisationId,
        topic: "quotes",
        subject: { orderIds: [orderId], variantIds: ids, event: "sendQuote" },
        at,
      },
    ]);
    return { quoteId, quoteVersionId, number, version };
  });
}

async function oneOrder(tx: Tx, organisationId: string, ids: string[]): Promise<string> {
  const orders = await tx.execute<{ order_id: string }>(sql`
    select distinct order_id from ${variants} where organisation_id = ${organisationId} and id = any(${`{${ids.join(",")}}`}::uuid[])`);
  const [only, ...others] = orders;
  if (!only) throw notFound("A variant of this quote");
  if (others.length > 0)
    throw new Refusal("invalid", "A quote covers variants of one order. Send one quote for each order.");
  return only.order_id;
}

/** The quote these variants were offered in together before, with its next version; else a new one. */
async function quoteFor(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  orderId: string,
  ids: string[],
  at: Date,
) {
  const before = await tx.execute<{ id: string; number: string; version: number }>(sql`
    select q.id, q.number, max(v.version)::int as version
    from quotes q
    join quote_versions v on v.organisation_id = q.organisation_id and v.quote_id = q.id
    join quote_lines l on l.organisation_id = v.organisation_id and l.quote_version_id = v.id
    where q.organisation_id = ${organisationId} and q.order_id = ${orderId} and l.variant_id = any(${`{${ids.join(",")}}`}::uuid[])
    group by q.id, q.number having count(distinct l.variant_id) = ${ids.length} order by q.id desc limit 1`);
  const last = before[0];
  if (last) return { quoteId: last.id, number: last.number, version: last.version + 1 };
  const quoteId = newId();
  const number = await nextQuoteNumber(tx);
  await tx.insert(quotes).values({
    organisationId,
    id: quoteId,
    number,
    orderId,
    createdBy: "userId" in actor ? actor.userId : null,
    createdAt: at,
  });
  return { quoteId, number, version: 1 };
}

/** Throws what stopped the first variant; a decision about money is never half done. */
export function refuseAny(outcomes: readonly Outcome[]): void {
  const refused = outcomes.filter((o) => !o.ok);
  const first = refused[0];
  if (!first || first.ok) return;
  const more = refused.length > 1 ? ` The same holds for ${refused.length - 1} more.` : "";
  const code = first.code === "not_permitted" || first.code === "not_found" ? first.code : "conflict";
  throw new Refusal(
    code,
    `${first.sku ? `${first.sku}: ` : ""}${first.message}${more} Nothing was changed.`,
    { refused },
  );
}
