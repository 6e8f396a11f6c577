import { sql } from "drizzle-orm";
import {
  boolean,
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

export type NotificationChannel = "app" | "push" | "mail" | "digest";

/** What its words are made of; names of people and prices never stand here. */
export interface NotificationData {
  batch?: string;
  /** Events and places are words of lib/lifecycle. */
  event?: string;
  place?: string;
  quote?: string;
  /** It was told before and still waits. */
  reminder?: boolean;
  /** Given ready-made by whoever asked for it, such as "Anna Brandt mentioned you". */
  words?: string;
}

/** A message to people named by whoever writes it: a mention, an answer to a ticket. */
export interface Notice {
  kind: string;
  userIds: string[];
  /** Told once for each: "mention:<comment>". */
  cause: string;
  words: string;
  /** Where it leads, for customers and for the producer's people. */
  path: { customer: string; producer: string };
  batchId: string | null;
  at: string;
}

/**
 * News nobody was told of yet. A trigger adds each row of the outbox in its own transaction and telling removes it in
 * its own, so commits that overtake each other lose nothing. `notice` is set for what never was in the outbox.
 */
export const untoldNews = pgTable(
  "untold_news",
  {
    organisationId: organisationId(),
    id: id(),
    notice: jsonb("notice").$type<Notice>(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.id] })],
);

/** What one person is told, in one line: a kind of one batch, however many variants and causes are in it. */
export const notifications = pgTable(
  "notifications",
  {
    organisationId: organisationId(),
    id: id(),
    userId: uuid("user_id").notNull(),
    kind: text("kind").notNull(),
    batchId: uuid("batch_id"),
    /** Variants it speaks of. */
    count: integer("count").notNull(),
    data: jsonb("data").$type<NotificationData>().notNull(),
    path: text("path").notNull(),
    /** Whether the app lists it; otherwise it only leaves by other channels. */
    inApp: boolean("in_app").notNull(),
    at: instant("at").notNull(),
    readAt: instant("read_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index("notifications_person").on(t.organisationId, t.userId, t.at, t.id),
    index("notifications_unread").on(t.userId, t.organisationId).where(sql`in_app and read_at is null`),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);

/** Told once: a cause is told to a person one time only, whichever process comes first. */
export const notificationCauses = pgTable(
  "notification_causes",
  {
    organisationId: organisationId(),
    userId: uuid("user_id").notNull(),
    cause: text("cause").notNull(),
    notificationId: uuid("notification_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.userId, t.cause] })],
);

/** What leaves by push or mail: once for each notification and channel. */
export const notificationDeliveries = pgTable(
  "notification_deliveries",
  {
    organisationId: organisationId(),
    notificationId: uuid("notification_id").notNull(),
    channel: text("channel").$type<Exclude<NotificationChannel, "app">>().notNull(),
    userId: uuid("user_id").notNull(),
    /** After settling, quiet hours, or at the time of the digest. */
    dueAt: instant("due_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    leasedUntil: instant("leased_until"),
    doneAt: instant("done_at"),
    /** Why it did not leave, where it did not. */
    failure: text("failure"),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.notificationId, t.channel] }),
    index("notification_deliveries_due").on(t.channel, t.dueAt).where(sql`done_at is null`),
    foreignKey({
      columns: [t.organisationId, t.notificationId],
      foreignColumns: [notifications.organisationId, notifications.id],
    }).onDelete("cascade"),
  ],
);

/** Deadlines that have passed, while they are: a row begins when it is told and ends with the lateness itself. */
export const lateSpells = pgTable(
  "late_spells",
  {
    organisationId: organisationId(),
    batchId: uuid("batch_id").notNull(),
    place: text("place").$type<Place>().notNull(),
    beganAt: instant("began_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.batchId, t.place] })],
);

/** How a person wants to be told; without a row by the defaults of their role. */
export const notificationSettings = pgTable("notification_settings", {
  userId: uuid("user_id").primaryKey(),
  /** IANA name; null: the producer's. */
  zone: text("zone"),
  /** Null: the organisation's quiet hours. Minutes of the local day; equal: none. */
  quietFrom: integer("quiet_from"),
  quietTo: integer("quiet_to"),
  digest: text("digest").$type<"daily" | "weekly" | "none">().notNull().default("daily"),
  /** Where the person departs from the defaults: kind → channel → wanted. */
  choices: jsonb("choices")
    .$type<Record<string, Partial<Record<NotificationChannel, boolean>>>>()
    .notNull()
    .default({}),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

/** A browser that a person let us send to. */
export const pushSubscriptions = pgTable(
  "push_subscriptions",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id").notNull(),
    endpoint: text("endpoint").notNull().unique(),
    p256dh: text("p256dh").notNull(),
    auth: text("auth").notNull(),
    /** What the browser calls itself, to tell one from another. */
    browser: text("browser").notNull(),
    createdAt: createdAt(),
    lastSentAt: instant("last_sent_at"),
  },
  (t) => [index("push_subscriptions_user").on(t.userId)],
);
