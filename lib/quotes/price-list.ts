import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { listPrices } from "@/db/schema";
import type { Complexity } from "@/db/schema/variants";
import { type Actor, asActor, roleOf, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { currencySchema, priceSchema } from "./terms";

export const COMPLEXITIES = ["simple", "standard", "detailed"] as const satisfies readonly Complexity[];

/** One cell of a price list; minor units, net. */
export interface ListPrice {
  complexity: Complexity;
  customised: boolean;
  price: number;
}

export interface PriceList {
  organisation: { id: string; name: string };
  /** Null: for all brands of the organisation that have no price of their own. */
  brand: { id: string; name: string } | null;
  currency: string;
  /** Cells without a price are not there. */
  prices: ListPrice[];
  updatedAt: Date;
}

const setSchema = z.object({
  organisationId: idSchema,
  brandId: idSchema.nullish(),
  currency: currencySchema,
  prices: z
    .array(z.object({ complexity: z.enum(COMPLEXITIES), customised: z.boolean(), price: priceSchema }))
    .max(COMPLEXITIES.length * 2),
});

/** Sets a price list as a whole: cells that are not named have no price. Quotes that were sent keep theirs. */
export function setPriceList(actor: Actor, input: z.input<typeof setSchema>, at: Date): Promise<void> {
  if (!can(roleOf(actor), "manageQuotes") || !("userId" in actor)) throw notPermitted("set prices");
  const { organisationId, brandId = null, currency, prices } = parse(setSchema, input);
  return asActor(actor, async (tx) => {
    const [owner] = await tx.execute<{ found: boolean }>(sql`
      select ${brandId}::uuid is null or exists (select 1 from brands b
        where b.organisation_id = o.id and b.id = ${brandId}) as found
      from organisations o where o.id = ${organisationId} for update`);
    if (!owner) throw notFound("This organisation");
    if (!owner.found) throw notFound("This brand");
    const ofBrand = brandId ? eq(listPrices.brandId, brandId) : isNull(listPrices.brandId);
    await tx
      .delete(listPrices)
      .where(and(eq(listPrices.organisationId, organisationId), ofBrand, eq(listPrices.currency, currency)));
    if (prices.length === 0) return;
    const common = { organisationId, brandId, currency, updatedBy: actor.userId, updatedAt: at };
    await tx.insert(listPrices).values(prices.map((cell) => ({ ...cell, ...common, id: newId() })));
  });
}

/** Every price list, by organisation; of one the list for all brands first. For the producer. */
export async function readPriceLists(tx: Tx): Promise<PriceList[]> {
  const rows = await tx.execute<{
    organisation_id: string;
    organisation: string;
    brand_id: string | null;
    brand: string | null;
    currency: string;
    complexity: Complexity;
    customised: boolean;
    price: string;
    updated_at: string;
  }>(sql`
    select p.organisation_id, o.name as organisation, p.brand_id, b.name as brand, p.currency, p.complexity, p.customised,
      p.price, p.updated_at
    from organisations o
    join list_prices p on p.organisation_id = o.id
    left join brands b on b.organisation_id = p.organisation_id and b.id = p.brand_id
    order by lower(o.name), lower(b.name) nulls first, p.currency`);
  const lists = new Map<string, PriceList>();
  for (const row of rows) {
    const key = `${row.organisation_id} ${row.brand_id} ${row.currency}`;
    const list = lists.get(key) ?? {
      organisation: { id: row.organisation_id, name: row.organisation },
      brand: row.brand_id === null ? null : { id: row.brand_id, name: row.brand ?? "" },
      currency: row.currency,
      prices: [],
      updatedAt: new Date(row.updated_at),
    };
    list.prices.push({
      complexity: row.complexity,
      customised: row.customised,
      price: Number(row.price),
    });
    lists.set(key, list);
  }
  return [...lists.values()];
}

/** A line's price in a currency: its brand's list first, then the organisation's; null where neither has one. */
export function priceFrom(
  lists: readonly PriceList[],
  line: { organisationId: string; brandId: string; complexity: Complexity; customised: boolean },
  currency: string,
): number | null {
  const own = lists.filter((l) => l.organisation.id === line.organisationId && l.currency === currency);
  for (const brandId of [line.brandId, null]) {
    const list = own.find(({ brand }) => (brand?.id ?? null) === brandId);
    const cell = list?.prices.find(
      (each) => each.complexity === line.complexity && each.customised === line.customised,
    );
    if (cell) return cell.price;
  }
  return null;
}
