import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Place, State } from "@/lib/lifecycle/states";
import { createdAt, id, instant, organisationId } from "./keys";
import { batches, brands, orders, products } from "./organisations";

export type Complexity = "simple" | "standard" | "detailed";

/**
 * One colour × size × lens of a product in an order. `place` and everything below "cache of history" repeat
 * the latest transition; a deferred foreign key ties (version, place) to that row, so neither can drift.
 */
export const variants = pgTable(
  "variants",
  {
    organisationId: organisationId(),
    id: id(),
    orderId: uuid("order_id").notNull(),
    batchId: uuid("batch_id").notNull(),
    brandId: uuid("brand_id").notNull(),
    productId: uuid("product_id").notNull(),
    sku: text("sku").notNull(),
    ean: text("ean"),
    upc: text("upc"),
    colour: text("colour").notNull().default(""),
    size: text("size").notNull().default(""),
    lens: text("lens").notNull().default(""),
    complexity: text("complexity").$type<Complexity>().notNull().default("standard"),
    customised: boolean("customised").notNull().default(false),
    note: text("note"),
    priority: integer("priority").notNull().default(0),
    dueOn: text("due_on"),
    /** Department id; the state's own department unless ops choose otherwise (null). */
    department: text("department"),
    assigneeId: uuid("assignee_id"),
    /** Counts edits of the descriptive columns, for optimistic locking; state has `version`. */
    edition: integer("edition").notNull().default(1),
    replacesId: uuid("replaces_id"),
    createdAt: createdAt(),

    // cache of history
    version: integer("version").notNull().default(1),
    place: text("place").$type<Place>().notNull(),
    state: text("state")
      .$type<State>()
      .generatedAlwaysAs(sql`case place when 'validated' then 'completed' else place end`),
    review: text("review")
      .$type<"pending" | "validated">()
      .generatedAlwaysAs(
        sql`case place when 'validated' then 'validated' when 'completed' then 'pending' end`,
      ),
    revision: integer("revision").notNull().default(0),
    quoteResume: text("quote_resume").$type<State>(),
    quoteResumeSpent: doublePrecision("quote_resume_spent"),
    errorResume: text("error_resume").$type<State>(),
    errorResumeSpent: doublePrecision("error_resume_spent"),
    productionBegun: boolean("production_begun").notNull().default(false),
    modellingBegun: boolean("modelling_begun").notNull().default(false),
    /** When this stay began; `spent` are business days of the allowance used in earlier stays it continues. */
    enteredAt: instant("entered_at").notNull(),
    spent: doublePrecision("spent").notNull().default(0),
    atRiskAt: instant("at_risk_at"),
    dueAt: instant("due_at"),
    /** Business days of the stays that have ended, by whose they were (`sideOf`); kept by a trigger, for reports. */
    producerDays: doublePrecision("producer_days").notNull().default(0),
    customerDays: doublePrecision("customer_days").notNull().default(0),
    errorDays: doublePrecision("error_days").notNull().default(0),
    /** When it was last completed, whatever came after. */
    completedAt: instant("completed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    uniqueIndex("variants_live_sku").on(t.organisationId, t.orderId, t.sku).where(sql`place <> 'cancelled'`),
    uniqueIndex("variants_one_replacement").on(t.organisationId, t.replacesId),
    index("variants_batch").on(t.organisationId, t.batchId, t.productId, t.place),
    index("variants_product").on(t.organisationId, t.productId, t.batchId),
    index("variants_place").on(t.organisationId, t.place, t.enteredAt, t.id),
    index("variants_due").on(t.organisationId, t.dueAt).where(sql`due_at is not null`),
    index("variants_sku").on(t.organisationId, sql`lower(sku) text_pattern_ops`),
    index("variants_ean").on(t.organisationId, t.ean),
    index("variants_assignee").on(t.organisationId, t.assigneeId).where(sql`assignee_id is not null`),
    foreignKey({
      columns: [t.organisationId, t.orderId],
      foreignColumns: [orders.organisationId, orders.id],
    }),
    foreignKey({
      columns: [t.organisationId, t.batchId],
      foreignColumns: [batches.organisationId, batches.id],
    }),
    foreignKey({
      columns: [t.organisationId, t.brandId],
      foreignColumns: [brands.organisationId, brands.id],
    }),
    foreignKey({
      columns: [t.organisationId, t.productId],
      foreignColumns: [products.organisationId, products.id],
    }),
  ],
);
