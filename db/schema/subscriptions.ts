import { sql } from "drizzle-orm";
import { foreignKey, index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, organisationId } from "./keys";
import { organisations } from "./organisations";

/** What somebody without an account may be sent every week. */
export type SubscriptionKind = "link" | "report";

/**
 * An address that asked for a weekly mail. Nothing is sent to it before its owner has confirmed; one that never was, or
 * whose subject ended, is removed with everything that names it.
 */
export const subscriptions = pgTable(
  "subscriptions",
  {
    organisationId: organisationId(),
    id: id(),
    kind: text("kind").$type<SubscriptionKind>().notNull(),
    /** The share link, or the scheduled report. */
    subjectId: uuid("subject_id").notNull(),
    /** In lower case. */
    email: text("email").notNull(),
    /** How its reader writes dates and numbers, a BCP 47 tag. */
    locale: text("locale").notNull(),
    createdAt: createdAt(),
    confirmedAt: instant("confirmed_at"),
    /** When the next mail is due; null until confirmed. */
    nextAt: instant("next_at"),
    /** What the last mail said, for the next one to compare with. */
    last: jsonb("last").$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique("subscriptions_once").on(t.organisationId, t.kind, t.subjectId, t.email),
    index("subscriptions_due").on(t.kind, t.nextAt).where(sql`next_at is not null`),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);

/** What opens a shared page from a mail: each subscriber's own, minted when the mail is sent; only the hash is kept. */
export const subscriptionTokens = pgTable(
  "subscription_tokens",
  {
    organisationId: organisationId(),
    tokenHash: text("token_hash").notNull().unique(),
    subscriptionId: uuid("subscription_id").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.tokenHash] }),
    index("subscription_tokens_subscription").on(t.organisationId, t.subscriptionId),
    foreignKey({
      columns: [t.organisationId, t.subscriptionId],
      foreignColumns: [subscriptions.organisationId, subscriptions.id],
    }).onDelete("cascade"),
  ],
);
