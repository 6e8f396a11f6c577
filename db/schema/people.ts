import {
  bigint,
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
import { createdAt, id, instant, organisationId } from "./keys";
import { organisations } from "./organisations";

export type CustomerRole = "customer_admin" | "customer_member" | "customer_validator";
export type ProducerRole = "ops" | "admin";

/** A person; may belong to several organisations, or be the producer's staff. Secrets live in `credentials`. */
export const users = pgTable("users", {
  id: uuid("id").primaryKey(),
  /** Lower-cased by the app; the one name a person signs in with. */
  email: text("email").notNull().unique(),
  name: text("name").notNull(),
  producerRole: text("producer_role").$type<ProducerRole>(),
  /** Department id (lib/lifecycle/states.ts) of the producer's staff. */
  department: text("department"),
  disabledAt: instant("disabled_at"),
  createdAt: createdAt(),
});

export const memberships = pgTable(
  "memberships",
  {
    organisationId: organisationId(),
    userId: uuid("user_id").notNull(),
    role: text("role").$type<CustomerRole>().notNull(),
    /** Highest sum this person may accept or reject alone, minor units; null: no limit for admins, none for others. */
    approvalLimit: bigint("approval_limit", { mode: "number" }),
    approvalCurrency: text("approval_currency"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.userId] }),
    index("memberships_user").on(t.userId),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
    foreignKey({ columns: [t.userId], foreignColumns: [users.id] }),
  ],
);

/** What proves a person: read by the sign-in alone. */
export const credentials = pgTable(
  "credentials",
  {
    userId: uuid("user_id").primaryKey(),
    passwordHash: text("password_hash"),
    totpSecret: text("totp_secret"),
    totpConfirmedAt: instant("totp_confirmed_at"),
    /** The last accepted time step, so that a code works once. */
    totpLastStep: bigint("totp_last_step", { mode: "number" }),
    recoveryHashes: jsonb("recovery_hashes").$type<string[]>(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [foreignKey({ columns: [t.userId], foreignColumns: [users.id] }).onDelete("cascade")],
);

/** Looked at on every request, so that sign-out, disabling and role change act at once. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id").notNull(),
    /** The organisation a customer currently looks at. */
    organisationId: uuid("organisation_id"),
    totpVerified: boolean("totp_verified").notNull().default(false),
    createdAt: createdAt(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    index("sessions_user").on(t.userId),
    foreignKey({ columns: [t.userId], foreignColumns: [users.id] }).onDelete("cascade"),
  ],
);

export const invitations = pgTable(
  "invitations",
  {
    organisationId: organisationId(),
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    role: text("role").$type<CustomerRole | ProducerRole>().notNull(),
    approvalLimit: bigint("approval_limit", { mode: "number" }),
    invitedBy: uuid("invited_by"),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.id] })],
);

/** One-time links of mails: minted when the mail is sent or shown, only the hash is kept. */
export const accessTokens = pgTable(
  "access_tokens",
  {
    tokenHash: text("token_hash").primaryKey(),
    purpose: text("purpose").$type<"invite" | "reset" | "setup">().notNull(),
    userId: uuid("user_id"),
    organisationId: uuid("organisation_id"),
    invitationId: uuid("invitation_id"),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("access_tokens_user").on(t.userId)],
);

/** Lets a program act for one of the producer's people under `/api/v1`: shown once, only the hash is kept. */
export const apiTokens = pgTable(
  "api_tokens",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id").notNull(),
    /** What it is for, in its owner's words. */
    name: text("name").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    createdAt: createdAt(),
    lastUsedAt: instant("last_used_at"),
    /** From then on it opens nothing; null for those made before tokens had an end. */
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    /** Its owner, or an administrator. */
    revokedBy: uuid("revoked_by"),
  },
  (t) => [
    index("api_tokens_user").on(t.userId),
    foreignKey({ columns: [t.userId], foreignColumns: [users.id] }).onDelete("cascade"),
  ],
);

/** Mails to send: template and data, never the link, which is minted on sending. */
export const mails = pgTable(
  "mails",
  {
    id: uuid("id").primaryKey(),
    recipient: text("recipient").notNull(),
    userId: uuid("user_id"),
    organisationId: uuid("organisation_id"),
    template: text("template").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    attempts: integer("attempts").notNull().default(0),
    leasedUntil: instant("leased_until"),
    sentAt: instant("sent_at"),
    failure: text("failure"),
  },
  (t) => [index("mails_open").on(t.sentAt, t.createdAt)],
);

/** A repeated request acts once: the first answer is kept under the caller's key. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    userId: uuid("user_id").notNull(),
    key: text("key").notNull(),
    bodyHash: text("body_hash").notNull(),
    result: jsonb("result"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] })],
);
