import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, organisationId } from "./keys";
import { organisations } from "./organisations";
import type { ActorKind } from "./transitions";

/** Whose turn a ticket is: ours, the customer's, nobody's. */
export type TicketStatus = "open" | "waiting" | "solved";

/** A conversation of an organisation with the producer, with what it is about. */
export const tickets = pgTable(
  "tickets",
  {
    organisationId: organisationId(),
    id: id(),
    /** `T-0042`, unique across the house so that it can be told alone. */
    number: text("number").notNull().unique(),
    kind: text("kind").$type<"question" | "feedback">().notNull(),
    /** Of feedback: what it is about. */
    code: text("code"),
    subject: text("subject").notNull(),
    status: text("status").$type<TicketStatus>().notNull(),
    batchId: uuid("batch_id"),
    orderId: uuid("order_id"),
    variantIds: jsonb("variant_ids").$type<string[]>().notNull(),
    /** The cause it was opened from, and how it read then: the alert itself may have gone since. */
    alertKey: text("alert_key"),
    alertTitle: text("alert_title"),
    assigneeId: uuid("assignee_id"),
    openedBy: uuid("opened_by"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull(),
    solvedAt: instant("solved_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("tickets_status").on(t.organisationId, t.status, t.updatedAt),
    index("tickets_batch").on(t.organisationId, t.batchId),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);

/** What was said in a ticket, never changed. An internal one is for the producer alone: row-level security holds it. */
export const ticketMessages = pgTable(
  "ticket_messages",
  {
    organisationId: organisationId(),
    id: id(),
    ticketId: uuid("ticket_id").notNull(),
    internal: boolean("internal").notNull(),
    words: text("words").notNull(),
    /** The state it left the ticket in; null where it did not touch it. */
    status: text("status").$type<TicketStatus>(),
    authorKind: text("author_kind").$type<ActorKind>().notNull(),
    authorId: uuid("author_id"),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("ticket_messages_ticket").on(t.organisationId, t.ticketId, t.at),
    foreignKey({
      columns: [t.organisationId, t.ticketId],
      foreignColumns: [tickets.organisationId, tickets.id],
    }),
  ],
);

/** A remark beside a variant, batch or quote; internal ones are for the producer alone. */
export const comments = pgTable(
  "comments",
  {
    organisationId: organisationId(),
    id: id(),
    on: text("subject_kind").$type<"variant" | "batch" | "quote">().notNull(),
    subjectId: uuid("subject_id").notNull(),
    internal: boolean("internal").notNull(),
    /** Empty once its author took it away. */
    words: text("words").notNull(),
    /** The people it names, so that they can be told. */
    mentions: jsonb("mentions").$type<string[]>().notNull(),
    authorKind: text("author_kind").$type<ActorKind>().notNull(),
    authorId: uuid("author_id").notNull(),
    createdAt: createdAt(),
    editedAt: instant("edited_at"),
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("comments_subject").on(t.organisationId, t.on, t.subjectId, t.createdAt),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);

export const ALERT_SIDES = ["customer", "producer"] as const;
export type AlertSide = (typeof ALERT_SIDES)[number];

/**
 * What was decided about an alert, under its cause key; the alert itself is derived. Customers and the producer each have
 * their own. It holds for the cause that stood then: one that began later is not known by it.
 */
export const alertMarks = pgTable(
  "alert_marks",
  {
    organisationId: organisationId(),
    key: text("cause_key").notNull(),
    side: text("side").$type<AlertSide>().notNull(),
    acknowledgedAt: instant("acknowledged_at"),
    acknowledgedBy: uuid("acknowledged_by"),
    snoozedAt: instant("snoozed_at"),
    snoozedUntil: instant("snoozed_until"),
    assignedAt: instant("assigned_at"),
    assigneeId: uuid("assignee_id"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.key, t.side] }),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);

/** What became of alerts, kept when they have long gone: noticed, acknowledged, snoozed, assigned, resolved. */
export const alertLog = pgTable(
  "alert_log",
  {
    organisationId: organisationId(),
    id: id(),
    key: text("cause_key").notNull(),
    event: text("event")
      .$type<"appeared" | "acknowledged" | "snoozed" | "woken" | "assigned" | "resolved">()
      .notNull(),
    /** Whose step it was; null where it is about the cause. */
    side: text("side").$type<AlertSide>(),
    /** How the alert read, for its appearance; until when, for a snooze; to whom, for an assignment. */
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    actorKind: text("actor_kind").$type<ActorKind>().notNull(),
    actorId: uuid("actor_id"),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("alert_log_key").on(t.organisationId, t.key, t.at),
    index("alert_log_at").on(t.organisationId, t.at),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);
