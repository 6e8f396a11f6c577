import { sql } from "drizzle-orm";
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, organisationId } from "./keys";
import { orders } from "./organisations";
import { variants } from "./variants";

/** Covers variants of one order. */
export const quotes = pgTable(
  "quotes",
  {
    organisationId: organisationId(),
    id: id(),
    /** `Q-112`, unique across the house. */
    number: text("number").notNull().unique(),
    orderId: uuid("order_id").notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("quotes_order").on(t.organisationId, t.orderId),
    foreignKey({
      columns: [t.organisationId, t.orderId],
      foreignColumns: [orders.organisationId, orders.id],
    }),
  ],
);

export interface QuoteAttachment {
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

/** What was offered; never changed after sending. Open until no line is pending. */
export const quoteVersions = pgTable(
  "quote_versions",
  {
    organisationId: organisationId(),
    id: id(),
    quoteId: uuid("quote_id").notNull(),
    version: integer("version").notNull(),
    currency: text("currency").notNull(),
    validUntil: instant("valid_until").notNull(),
    note: text("note"),
    /** How the prices stand to taxes, in words: "Reverse charge". */
    taxNote: text("tax_note"),
    /** A PDF that goes with it; the bytes lie in the file store under their hash. */
    attachment: jsonb("attachment").$type<QuoteAttachment>(),
    sentBy: uuid("sent_by"),
    sentAt: instant("sent_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique("quote_versions_number").on(t.organisationId, t.quoteId, t.version),
    foreignKey({
      columns: [t.organisationId, t.quoteId],
      foreignColumns: [quotes.organisationId, quotes.id],
    }),
  ],
);

export type LineStatus = "pending" | "accepted" | "rejected" | "expired" | "withdrawn";

/** The unit of decision. */
export const quoteLines = pgTable(
  "quote_lines",
  {
    organisationId: organisationId(),
    quoteVersionId: uuid("quote_version_id").notNull(),
    variantId: uuid("variant_id").notNull(),
    /** Minor units of the version's currency. */
    price: bigint("price", { mode: "number" }).notNull(),
    status: text("status").$type<LineStatus>().notNull().default("pending"),
    decisionId: uuid("decision_id"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.quoteVersionId, t.variantId] }),
    index("quote_lines_variant").on(t.organisationId, t.variantId),
    uniqueIndex("quote_lines_one_pending").on(t.organisationId, t.variantId).where(sql`status = 'pending'`),
    foreignKey({
      columns: [t.organisationId, t.quoteVersionId],
      foreignColumns: [quoteVersions.organisationId, quoteVersions.id],
    }),
    foreignKey({
      columns: [t.organisationId, t.variantId],
      foreignColumns: [variants.organisationId, variants.id],
    }),
  ],
);

/** One submission, sealed: version, lines, prices, who and when. The app's role cannot change it. */
export const quoteDecisions = pgTable(
  "quote_decisions",
  {
    organisationId: organisationId(),
    id: id(),
    quoteVersionId: uuid("quote_version_id").notNull(),
    decidedBy: uuid("decided_by").notNull(),
    /** What the person was called then; null for decisions made before it was kept. */
    decidedByName: text("decided_by_name"),
    decidedAt: instant("decided_at").notNull(),
    reason: text("reason"),
    lines: jsonb("lines")
      .$type<{ variantId: string; sku: string; price: number; decision: "accepted" | "rejected" }[]>()
      .notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("quote_decisions_version").on(t.organisationId, t.quoteVersionId),
    foreignKey({
      columns: [t.organisationId, t.quoteVersionId],
      foreignColumns: [quoteVersions.organisationId, quoteVersions.id],
    }),
  ],
);
