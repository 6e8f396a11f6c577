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
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, organisationId } from "./keys";
import { organisations } from "./organisations";

/** What a report may be of. */
export type ReportScope = "batch" | "batches" | "order" | "organisation" | "everything";

/** What a scope was narrowed to: the batches chosen, and what its page's list was: a filter and a state, or a list of work. */
export interface ReportNarrowed {
  batchIds?: string[];
  show?: string;
  place?: string;
  work?: Record<string, string>;
  words?: string;
}

/** A report too long to be answered at once: made by a job, its file kept for some days. Its maker alone sees it. */
export const reports = pgTable(
  "reports",
  {
    organisationId: organisationId(),
    id: id(),
    scope: text("scope").$type<ReportScope>().notNull(),
    /** The batch or order, or the organisation itself. */
    subjectId: uuid("subject_id").notNull(),
    narrowed: jsonb("narrowed").$type<ReportNarrowed>().notNull().default({}),
    type: text("type").$type<"summary" | "detailed" | "timeline">().notNull(),
    format: text("format").$type<"csv" | "xlsx">().notNull(),
    /** Whose columns it holds. */
    madeFor: text("made_for").$type<"customer" | "producer">().notNull(),
    requestedBy: uuid("requested_by").notNull(),
    /** What it is of, in words. */
    subject: text("subject").notNull(),
    /** As counted when it was asked for, and as written so far. */
    rows: integer("rows").notNull(),
    rowsMade: integer("rows_made").notNull().default(0),
    status: text("status").$type<"waiting" | "making" | "ready" | "failed">().notNull().default("waiting"),
    /** How often it was begun: what ends the process again and again is given up. */
    attempts: integer("attempts").notNull().default(0),
    /** Why it failed, in words for its maker. */
    failure: text("failure"),
    fileName: text("file_name"),
    bytes: bigint("bytes", { mode: "number" }),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
    /** When the file is removed. */
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("reports_requested").on(t.organisationId, t.requestedBy, t.createdAt),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);

/** A Summary Report that is mailed every Monday to the addresses that said yes to it (`subscriptions`, kind `report`). */
export const scheduledReports = pgTable(
  "scheduled_reports",
  {
    organisationId: organisationId(),
    id: id(),
    scope: text("scope").$type<"batch" | "order" | "organisation">().notNull(),
    /** The batch or order, or the organisation itself. */
    subjectId: uuid("subject_id").notNull(),
    createdBy: uuid("created_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique("scheduled_reports_once").on(t.organisationId, t.scope, t.subjectId),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);
