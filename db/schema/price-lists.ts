import { bigint, boolean, foreignKey, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant, organisationId } from "./keys";
import { brands, organisations } from "./organisations";
import type { Complexity } from "./variants";

/**
 * What a variant costs by complexity and customisation, for a brand or, without one, for all brands of an organisation.
 * Quotes are drawn up from it; what was sent keeps its own prices. For the producer alone.
 */
export const listPrices = pgTable(
  "list_prices",
  {
    organisationId: organisationId(),
    id: id(),
    brandId: uuid("brand_id"),
    currency: text("currency").notNull(),
    complexity: text("complexity").$type<Complexity>().notNull(),
    customised: boolean("customised").notNull(),
    /** Minor units of the currency, net. */
    price: bigint("price", { mode: "number" }).notNull(),
    updatedBy: uuid("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique("list_prices_one")
      .on(t.organisationId, t.brandId, t.currency, t.complexity, t.customised)
      .nullsNotDistinct(),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
    foreignKey({
      columns: [t.organisationId, t.brandId],
      foreignColumns: [brands.organisationId, brands.id],
    }),
  ],
);
