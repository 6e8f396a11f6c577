import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, organisationId } from "./keys";
import { batches } from "./organisations";

/** `conditional`: the only date depends on a quote. `ready`: it came true. `none`: nothing can be said. */
export type PromiseKind = "range" | "conditional" | "ready" | "none";

/** Why a date changed: a code with its figure, put into words where it is read. */
export interface PromiseReason {
  code: string;
  count?: number;
  /** Business days. */
  days?: number;
}

/**
 * Every date shown for a batch, from when on and why. The app's role may insert and read, never change; a row stands
 * until the next version. Source: domain.md, "Forecast".
 */
export const promises = pgTable(
  "promises",
  {
    organisationId: organisationId(),
    batchId: uuid("batch_id").notNull(),
    /** 1 for the first date, then one more each change. */
    version: integer("version").notNull(),
    kind: text("kind").$type<PromiseKind>().notNull(),
    /** Even odds and 85%, of the variants on the producer's turn. */
    expectedFrom: instant("expected_from"),
    expectedTo: instant("expected_to"),
    /** The same with those that wait on a quote, if it is approved by `decided_by`. */
    approvedFrom: instant("approved_from"),
    approvedTo: instant("approved_to"),
    decidedBy: instant("decided_by"),
    approvedCount: integer("approved_count"),
    /** When the last variant was completed. */
    readyAt: instant("ready_at"),
    /** How many variants the date is of, and how many it leaves out: rejected quotes and errors. */
    variants: integer("variants").notNull(),
    leftOut: integer("left_out").notNull(),
    reasons: jsonb("reasons").$type<PromiseReason[]>().notNull(),
    /** What it rests on: versions of calendar and policy, 0 for the default. */
    calendarVersion: integer("calendar_version").notNull(),
    policyVersion: integer("policy_version").notNull(),
    /** And of what was learned from history; 0 while nothing was. */
    modelVersion: integer("model_version").notNull().default(0),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.batchId, t.version] }),
    foreignKey({
      columns: [t.organisationId, t.batchId],
      foreignColumns: [batches.organisationId, batches.id],
    }),
  ],
);

/** When each batch's dates were last reckoned anew, whether or not they changed. */
export const promiseChecks = pgTable(
  "promise_checks",
  { organisationId: organisationId(), batchId: uuid("batch_id").notNull(), checkedAt: instant("checked_at") },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.batchId] }),
    foreignKey({
      columns: [t.organisationId, t.batchId],
      foreignColumns: [batches.organisationId, batches.id],
    }),
  ],
);
