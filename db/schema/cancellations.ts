import { sql } from "drizzle-orm";
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant, organisationId } from "./keys";
import { variants } from "./variants";

export type CancellationStatus = "open" | "granted" | "declined" | "lapsed";

/** A customer asks for a variant to be cancelled once modelling has begun; it lapses when the variant is completed. */
export const cancellationRequests = pgTable(
  "cancellation_requests",
  {
    organisationId: organisationId(),
    id: id(),
    variantId: uuid("variant_id").notNull(),
    reason: text("reason").notNull(),
    requestedBy: uuid("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    status: text("status").$type<CancellationStatus>().notNull().default("open"),
    /** The producer's words, where it was declined. */
    answer: text("answer"),
    answeredBy: uuid("answered_by"),
    answeredAt: instant("answered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    uniqueIndex("cancellation_requests_one_open")
      .on(t.organisationId, t.variantId)
      .where(sql`status = 'open'`),
    index("cancellation_requests_variant").on(t.organisationId, t.variantId, t.requestedAt),
    foreignKey({
      columns: [t.organisationId, t.variantId],
      foreignColumns: [variants.organisationId, variants.id],
    }),
  ],
);
