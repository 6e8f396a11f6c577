import {
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { Place } from "@/lib/lifecycle/states";
import { createdAt, id, instant, organisationId } from "./keys";
import { organisations } from "./organisations";

export type ShareScope = "batch" | "order" | "organisation";

/** What a link shows besides its summary. */
export type SharePart = "variants" | "timeline";

/** A capability: whoever holds the token reads what the link shows. Only the token's hash is kept. */
export const shareLinks = pgTable(
  "share_links",
  {
    organisationId: organisationId(),
    id: id(),
    tokenHash: text("token_hash").notNull().unique(),
    scope: text("scope").$type<ShareScope>().notNull(),
    /** The batch or order; null for the organisation. */
    subjectId: uuid("subject_id"),
    /** Where it shows a filtered list: the places its variants stand in; null for all. */
    places: text("places").array().$type<Place[]>(),
    shows: text("shows").array().$type<SharePart[]>().notNull().default(["variants"]),
    label: text("label").notNull(),
    passcodeHash: text("passcode_hash"),
    allowDownloads: boolean("allow_downloads").notNull().default(false),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("share_links_subject").on(t.organisationId, t.scope, t.subjectId),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);

export const shareViews = pgTable(
  "share_views",
  {
    organisationId: organisationId(),
    id: id(),
    linkId: uuid("link_id").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("share_views_link").on(t.organisationId, t.linkId, t.at),
    foreignKey({
      columns: [t.organisationId, t.linkId],
      foreignColumns: [shareLinks.organisationId, shareLinks.id],
    }),
  ],
);

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** An order file that was checked and waits for its confirmation; the bytes stay so that confirming re-reads them. */
export const orderImports = pgTable(
  "order_imports",
  {
    organisationId: organisationId(),
    id: id(),
    fileName: text("file_name").notNull(),
    sha256: text("sha256").notNull(),
    content: bytea("content").notNull(),
    /** Column mapping and the answers asked for once. */
    choices: jsonb("choices").$type<Record<string, unknown>>().notNull(),
    rows: integer("rows").notNull(),
    faults: integer("faults").notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    confirmedAt: instant("confirmed_at"),
    undoneAt: instant("undone_at"),
    orderId: uuid("order_id"),
    operationId: uuid("operation_id"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("order_imports_sha").on(t.organisationId, t.sha256),
  ],
);
