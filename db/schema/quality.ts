import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, organisationId } from "./keys";
import { variants } from "./variants";

/** A potential issue identified during production; a blocking one stops validation. */
export const qualityFlags = pgTable(
  "quality_flags",
  {
    organisationId: organisationId(),
    id: id(),
    variantId: uuid("variant_id").notNull(),
    kind: text("kind").notNull(),
    severity: text("severity").$type<"minor" | "major">().notNull(),
    blocking: boolean("blocking").notNull().default(false),
    words: text("words").notNull(),
    raisedBy: uuid("raised_by"),
    raisedAt: instant("raised_at").notNull(),
    resolution: text("resolution"),
    resolvedBy: uuid("resolved_by"),
    resolvedAt: instant("resolved_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("quality_flags_variant").on(t.organisationId, t.variantId),
    foreignKey({
      columns: [t.organisationId, t.variantId],
      foreignColumns: [variants.organisationId, variants.id],
    }),
  ],
);

/**
 * A reference photo or drawing of an order or one of its variants, or a file of a ticket's message; bytes lie in the file
 * store under `sha256`.
 */
export const attachments = pgTable(
  "attachments",
  {
    organisationId: organisationId(),
    id: id(),
    orderId: uuid("order_id"),
    variantId: uuid("variant_id"),
    ticketId: uuid("ticket_id"),
    messageId: uuid("message_id"),
    /** Belongs to an internal note: for the producer alone. */
    internal: boolean("internal").notNull().default(false),
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    size: integer("size").notNull(),
    sha256: text("sha256").notNull(),
    addedBy: uuid("added_by"),
    createdAt: createdAt(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("attachments_order").on(t.organisationId, t.orderId),
    index("attachments_variant").on(t.organisationId, t.variantId),
    index("attachments_ticket").on(t.organisationId, t.ticketId),
  ],
);
