import { sql } from "drizzle-orm";
import { quoteLines, quotes, quoteVersions, variants } from "@/db/schema";
import type { QuoteAttachment } from "@/db/schema/quotes";
import type { Actor, Tx } from "@/lib/access/actor";
import { notFound, Refusal } from "@/lib/access/errors";
import { newId } from "@/lib/access/ids";
import { record } from "@/lib/events/record";
import { applyEvent } from "@/lib/variants/apply-event";
import { locateVariants } from "@/lib/variants/locate";
import { nextQuoteNumber } from "./number";
import { refuseAny } from "./refuse-any";

/** A version as it was drawn up, and whose it is. */
export interface DrawnUp {
  organisationId: string;
  quoteId: string;
  quoteVersionId: string;
  number: string;
  version: number;
}

/** What a version says besides its prices. */
export interface Terms {
  currency: string;
  validUntil: Date;
  note: string | null;
  taxNote: string | null;
  attachment: QuoteAttachment | null;
}

/**
 * Writes and sends the next version of a quote for variants of one order, within a transaction of the caller's: all
 * lines or none. Throws a Refusal that names the first variant that cannot be quoted.
 * @param prices minor units by variant.
 */
export async function drawUpQuote(
  tx: Tx,
  actor: Actor,
  { prices, terms }: { prices: ReadonlyMap<string, number>; terms: Terms },
  at: Date,
): Promise<DrawnUp> {
  const ids = [...prices.keys()].sort();
  const [found, ...others] = await locateVariants(tx, actor, ids);
  if (!found || found[1].length + others.length !== ids.length) throw notFound("A variant of this quote");
  const [organisationId] = found;
  const orderId = await oneOrder(tx, organisationId, ids);
  const { quoteId, number, version } = await quoteFor(tx, actor, organisationId, orderId, ids, at);
  const quoteVersionId = newId();
  const sentBy = "userId" in actor ? actor.userId : null;
  const key = { organisationId, id: quoteVersionId, quoteId, version };
  await tx.insert(quoteVersions).values({ ...key, ...terms, sentBy, sentAt: at });
  const wish = { event: "sendQuote" as const, input: { quoteVersionId } };
  refuseAny(await applyEvent(tx, actor, organisationId, ids, wish, { at, operationId: null }));
  await tx.insert(quoteLines).values(
    ids.map((variantId) => ({
      organisationId,
      quoteVersionId,
      variantId,
      price: prices.get(variantId) ?? 0,
    })),
  );
  const subject = { orderIds: [orderId], variantIds: ids, event: "sendQuote" };
  await record(tx, [{ organisationId, topic: "quotes", subject, at }]);
  return { organisationId, quoteId, quoteVersionId, number, version };
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
