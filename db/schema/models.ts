import {
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
import { transitions } from "./transitions";
import { variants } from "./variants";

/** A point or a direction in a model's own space; glTF counts in metres. */
export type Vector = [x: number, y: number, z: number];

/** The box around a model. */
export interface Bounds {
  min: Vector;
  max: Vector;
}

/** A 3D model of a variant at one of its revisions; never changed, a better one is the next version. Bytes lie in the file store under `sha256`. */
export const models = pgTable(
  "models",
  {
    organisationId: organisationId(),
    id: id(),
    variantId: uuid("variant_id").notNull(),
    revision: integer("revision").notNull(),
    /** 1 for the first of the variant, over all its revisions. */
    version: integer("version").notNull(),
    name: text("name").notNull(),
    sha256: text("sha256").notNull(),
    size: integer("size").notNull(),
    triangles: integer("triangles").notNull(),
    bounds: jsonb("bounds").$type<Bounds>().notNull(),
    /** What was done, in the modeller's words. */
    note: text("note"),
    addedBy: uuid("added_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique("models_version").on(t.organisationId, t.variantId, t.version),
    foreignKey({
      columns: [t.organisationId, t.variantId],
      foreignColumns: [variants.organisationId, variants.id],
    }),
  ],
);

/** A place on a model that a revision request points at; as immutable as the request's row in the history. */
export const revisionPins = pgTable(
  "revision_pins",
  {
    organisationId: organisationId(),
    id: id(),
    /** The `requestRevision` it belongs to. */
    transitionId: uuid("transition_id").notNull(),
    variantId: uuid("variant_id").notNull(),
    modelId: uuid("model_id").notNull(),
    number: integer("number").notNull(),
    /** A named place (lib/models/spots.ts); null where it was put freely. */
    spot: text("spot"),
    position: jsonb("position").$type<Vector>().notNull(),
    normal: jsonb("normal").$type<Vector>().notNull(),
    note: text("note").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique("revision_pins_number").on(t.organisationId, t.transitionId, t.number),
    index("revision_pins_variant").on(t.organisationId, t.variantId),
    foreignKey({
      columns: [t.organisationId, t.transitionId],
      foreignColumns: [transitions.organisationId, transitions.id],
    }),
    foreignKey({
      columns: [t.organisationId, t.modelId],
      foreignColumns: [models.organisationId, models.id],
    }),
  ],
);

/** A short-lived way to see one model without an account, for the phone beside the screen. */
export const modelLinks = pgTable(
  "model_links",
  {
    organisationId: organisationId(),
    id: id(),
    modelId: uuid("model_id").notNull(),
    tokenHash: text("token_hash").notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("model_links_expiry").on(t.organisationId, t.expiresAt),
    unique("model_links_token").on(t.tokenHash),
    foreignKey({
      columns: [t.organisationId, t.modelId],
      foreignColumns: [models.organisationId, models.id],
    }),
  ],
);
