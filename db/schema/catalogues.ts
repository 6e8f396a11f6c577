import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, organisationId } from "./keys";
import { organisations } from "./organisations";
import { transitions } from "./transitions";
import { variants } from "./variants";

export type CatalogueStatus = "draft" | "published" | "unpublished";

/** Validated variants under a title; while it is published anybody may look at it under `/c/<slug>`. */
export const catalogues = pgTable(
  "catalogues",
  {
    organisationId: organisationId(),
    id: id(),
    /** Its public address, unique across the house. */
    slug: text("slug").notNull(),
    title: text("title").notNull(),
    description: text("description").notNull().default(""),
    status: text("status").$type<CatalogueStatus>().notNull().default("draft"),
    /** Whether search engines may list the public page. */
    indexable: boolean("indexable").notNull().default(false),
    /** Its cover picture, by the hash it is kept under, and what that is; null where it has none. */
    coverSha256: text("cover_sha256"),
    coverMediaType: text("cover_media_type"),
    /** Counts edits of the words and the address, for optimistic locking. */
    edition: integer("edition").notNull().default(1),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    /** Since when it is live; null while it is not. */
    publishedAt: instant("published_at"),
    unpublishedAt: instant("unpublished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique("catalogues_slug").on(t.slug),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);

/** A variant's place in a catalogue. It is shown there only while it is validated. */
export const catalogueItems = pgTable(
  "catalogue_items",
  {
    organisationId: organisationId(),
    id: id(),
    catalogueId: uuid("catalogue_id").notNull(),
    variantId: uuid("variant_id").notNull(),
    /** Rises with the order of the page; gaps mean nothing. */
    position: integer("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique("catalogue_items_once").on(t.organisationId, t.catalogueId, t.variantId),
    index("catalogue_items_order").on(t.organisationId, t.catalogueId, t.position, t.id),
    index("catalogue_items_variant").on(t.organisationId, t.variantId),
    foreignKey({
      columns: [t.organisationId, t.catalogueId],
      foreignColumns: [catalogues.organisationId, catalogues.id],
    }),
    foreignKey({
      columns: [t.organisationId, t.variantId],
      foreignColumns: [variants.organisationId, variants.id],
    }),
  ],
);

/** Tells a catalogue's owner that a variant left its live page, and by which step of its history. */
export const catalogueNotes = pgTable(
  "catalogue_notes",
  {
    organisationId: organisationId(),
    catalogueId: uuid("catalogue_id").notNull(),
    transitionId: uuid("transition_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.catalogueId, t.transitionId] }),
    foreignKey({
      columns: [t.organisationId, t.catalogueId],
      foreignColumns: [catalogues.organisationId, catalogues.id],
    }),
    foreignKey({
      columns: [t.organisationId, t.transitionId],
      foreignColumns: [transitions.organisationId, transitions.id],
    }),
  ],
);
