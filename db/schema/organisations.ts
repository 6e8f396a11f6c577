import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, organisationId } from "./keys";

/** The tenant: a brand owner that orders frames. */
export const organisations = pgTable("organisations", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull().unique(),
  /** "Immediate" in the seed: acceptance of a quote starts production in the same breath. */
  startOnAcceptance: boolean("start_on_acceptance").notNull().default(true),
  /** Whether customers read the names of the producer's staff or their departments only. */
  showNames: boolean("show_names").notNull().default(false),
  /** When its people are not disturbed unless they say otherwise: minutes of their local day; null for never. */
  quietFrom: integer("quiet_from"),
  quietTo: integer("quiet_to"),
  createdAt: createdAt(),
});

export const brands = pgTable(
  "brands",
  { organisationId: organisationId(), id: id(), name: text("name").notNull(), createdAt: createdAt() },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique("brands_name").on(t.organisationId, t.name),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);

/** A frame model. */
export const products = pgTable(
  "products",
  {
    organisationId: organisationId(),
    id: id(),
    brandId: uuid("brand_id").notNull(),
    name: text("name").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique("products_name").on(t.organisationId, t.brandId, t.name),
    foreignKey({
      columns: [t.organisationId, t.brandId],
      foreignColumns: [brands.organisationId, brands.id],
    }),
  ],
);

export const orders = pgTable(
  "orders",
  {
    organisationId: organisationId(),
    id: id(),
    /** `ORD-2026-00042`, unique across the house so that support can be told it alone. */
    number: text("number").notNull().unique(),
    requestedOn: text("requested_on"),
    note: text("note"),
    placedBy: uuid("placed_by"),
    placedAt: instant("placed_at").notNull(),
    /** The import that brought it in, if one did. */
    operationId: uuid("operation_id"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("orders_placed").on(t.organisationId, t.placedAt),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);

/** The next order and quote numbers; a row lock makes them gapless. */
export const numberSeries = pgTable("number_series", {
  name: text("name").primaryKey(),
  last: integer("last").notNull(),
});

export const batches = pgTable(
  "batches",
  {
    organisationId: organisationId(),
    id: id(),
    name: text("name").notNull(),
    requestedOn: text("requested_on"),
    promisedOn: text("promised_on"),
    priority: integer("priority").notNull().default(0),
    /** A merged batch redirects to the one it went into. */
    mergedInto: uuid("merged_into"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique("batches_name").on(t.organisationId, t.name),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);

/** Who wrote what about settings that are data: calendar and policy are versions, never overwritten. */
export const settings = pgTable("settings", {
  key: text("key").primaryKey(),
  value: jsonb("value").notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const calendarVersions = pgTable("calendar_versions", {
  version: integer("version").primaryKey(),
  calendar: jsonb("calendar").notNull(),
  createdBy: uuid("created_by"),
  createdAt: createdAt(),
});

export const policyVersions = pgTable("policy_versions", {
  version: integer("version").primaryKey(),
  policy: jsonb("policy").notNull(),
  createdBy: uuid("created_by"),
  createdAt: createdAt(),
});
