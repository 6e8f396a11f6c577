import { bigint, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, organisationId } from "./keys";
import { organisations } from "./organisations";
import type { ShareScope } from "./sharing";

/** A report too long to be answered at once: made by a job, its file kept for some days. Its maker alone sees it. */
export const reports = pgTable(
  "reports",
  {
    organisationId: organisationId(),
    id: id(),
    scope: text("scope").$type<ShareScope>().notNull(),
    /** The batch or order, or the organisation itself. */
    subjectId: uuid("subject_id").notNull(),
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
