import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { EventId, Place, State } from "@/lib/lifecycle/states";
import { createdAt, id, instant, organisationId } from "./keys";
import { variants } from "./variants";

export type ActorKind = "customer" | "ops" | "admin" | "system";

/** Every step the machine allows, generated from it; transitions refer here, so the database refuses the rest. */
export const legalTransitions = pgTable(
  "legal_transitions",
  {
    event: text("event").$type<EventId | "order">().notNull(),
    /** Empty for the first row of a history, since a key cannot hold null. */
    fromPlace: text("from_place").$type<Place | "">().notNull(),
    toPlace: text("to_place").$type<Place>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.event, t.fromPlace, t.toPlace] })],
);

/** The immutable history: one row per step. The app's role may insert and read, never change. */
export const transitions = pgTable(
  "transitions",
  {
    organisationId: organisationId(),
    id: id(),
    variantId: uuid("variant_id").notNull(),
    /** 1 for the order, then one more each step; equals the variant's version after it. */
    version: integer("version").notNull(),
    previousVersion: integer("previous_version").generatedAlwaysAs(
      sql`case when version = 1 then null else version - 1 end`,
    ),
    event: text("event").$type<EventId | "order">().notNull(),
    fromPlace: text("from_place").$type<Place | "">().notNull(),
    toPlace: text("to_place").$type<Place>().notNull(),
    actorKind: text("actor_kind").$type<ActorKind>().notNull(),
    actorId: uuid("actor_id"),
    /** Which job acted, where the actor is the system. */
    actorJob: text("actor_job"),
    reason: text("reason"),
    reasonCode: text("reason_code"),
    quoteVersionId: uuid("quote_version_id"),
    batchId: uuid("batch_id"),
    operationId: uuid("operation_id"),
    undoes: uuid("undoes"),
    at: instant("at").notNull(),

    // what the variant carries after this step
    revision: integer("revision").notNull(),
    quoteResume: text("quote_resume").$type<State>(),
    quoteResumeSpent: doublePrecision("quote_resume_spent"),
    errorResume: text("error_resume").$type<State>(),
    errorResumeSpent: doublePrecision("error_resume_spent"),
    productionBegun: boolean("production_begun").notNull(),
    modellingBegun: boolean("modelling_begun").notNull(),

    // the stay it left, frozen: lateness stays on record, undo restores it
    leftEnteredAt: instant("left_entered_at"),
    leftSpent: doublePrecision("left_spent"),
    leftAtRiskAt: instant("left_at_risk_at"),
    leftDueAt: instant("left_due_at"),
    /** Business days the stay lasted, without `leftSpent`. */
    leftElapsed: doublePrecision("left_elapsed"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique("transitions_chain").on(t.organisationId, t.variantId, t.version, t.toPlace),
    index("transitions_at").on(t.organisationId, t.at),
    index("transitions_operation").on(t.organisationId, t.operationId).where(sql`operation_id is not null`),
    foreignKey({
      columns: [t.event, t.fromPlace, t.toPlace],
      foreignColumns: [legalTransitions.event, legalTransitions.fromPlace, legalTransitions.toPlace],
    }),
    foreignKey({
      columns: [t.organisationId, t.variantId],
      foreignColumns: [variants.organisationId, variants.id],
    }),
  ],
);

/** Everything else that happened: assignments, flags, edits, batch moves, views of settings. */
export const activity = pgTable(
  "activity",
  {
    organisationId: organisationId(),
    id: id(),
    kind: text("kind").notNull(),
    variantId: uuid("variant_id"),
    batchId: uuid("batch_id"),
    orderId: uuid("order_id"),
    actorKind: text("actor_kind").$type<ActorKind>().notNull(),
    actorId: uuid("actor_id"),
    operationId: uuid("operation_id"),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("activity_variant").on(t.organisationId, t.variantId, t.at),
    index("activity_at").on(t.organisationId, t.at),
    // What became of a batch itself; what its variants did stands with them.
    index("activity_batch").on(t.organisationId, t.batchId, t.at).where(sql`variant_id is null`),
  ],
);

/** What one bulk command or import did, one row per organisation it touched, all under the same id. */
export const operations = pgTable(
  "operations",
  {
    organisationId: organisationId(),
    id: id(),
    kind: text("kind").$type<"event" | "assign" | "import">().notNull(),
    event: text("event"),
    input: jsonb("input").$type<Record<string, unknown>>().notNull(),
    actorKind: text("actor_kind").$type<ActorKind>().notNull(),
    actorId: uuid("actor_id"),
    actor: jsonb("actor").$type<Record<string, unknown>>(),
    total: integer("total").notNull(),
    moved: integer("moved").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    /** The operation this one takes back. */
    undoes: uuid("undoes"),
    leasedUntil: instant("leased_until"),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("operations_created").on(t.organisationId, t.createdAt),
    index("operations_open").on(t.organisationId, t.leasedUntil).where(sql`finished_at is null`),
  ],
);

export const operationItems = pgTable(
  "operation_items",
  {
    organisationId: organisationId(),
    operationId: uuid("operation_id").notNull(),
    variantId: uuid("variant_id").notNull(),
    outcome: text("outcome").$type<"open" | "moved" | "refused">().notNull().default("open"),
    code: text("code"),
    message: text("message"),
    transitionId: uuid("transition_id"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.operationId, t.variantId] }),
    index("operation_items_open").on(t.organisationId, t.operationId).where(sql`outcome = 'open'`),
    foreignKey({
      columns: [t.organisationId, t.operationId],
      foreignColumns: [operations.organisationId, operations.id],
    }),
  ],
);

/** Numbers news after its commit; drawn from under one lock, so a lower number was never committed later. */
export const outboxSeq = pgSequence("outbox_seq");

/** News that left with a commit; sent on afterwards. Ids only. Kept for a day (lib/live/trim-news.ts). */
export const outbox = pgTable(
  "outbox",
  {
    organisationId: organisationId(),
    id: id(),
    topic: text("topic").notNull(),
    subject: jsonb("subject").$type<Record<string, unknown>>().notNull(),
    at: instant("at").notNull(),
    /** Its place among all news, given after the commit; null until then (lib/live/number-news.ts). */
    seq: bigint("seq", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("outbox_unnumbered").on(t.organisationId, t.at).where(sql`seq is null`),
    // Read across organisations, by the one process that serves them all.
    uniqueIndex("outbox_in_order").on(t.seq),
  ],
);

/** Variants per place, for each batch, product and order; kept by triggers on `variants`, written by nothing else. */
export const placeCounts = pgTable(
  "place_counts",
  {
    organisationId: organisationId(),
    kind: text("kind").$type<"batch" | "product" | "order">().notNull(),
    subjectId: uuid("subject_id").notNull(),
    pendingAnalysis: integer("pending_analysis").notNull().default(0),
    analysisComplete: integer("analysis_complete").notNull().default(0),
    processingAddition: integer("processing_addition").notNull().default(0),
    batchCreated: integer("batch_created").notNull().default(0),
    working3dAssets: integer("working_3d_assets").notNull().default(0),
    freezingTime: integer("freezing_time").notNull().default(0),
    quoteRequested: integer("quote_requested").notNull().default(0),
    quoteSent: integer("quote_sent").notNull().default(0),
    quoteAccepted: integer("quote_accepted").notNull().default(0),
    quoteRejected: integer("quote_rejected").notNull().default(0),
    completed: integer("completed").notNull().default(0),
    validated: integer("validated").notNull().default(0),
    cancelled: integer("cancelled").notNull().default(0),
    error: integer("error").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.kind, t.subjectId] })],
);
