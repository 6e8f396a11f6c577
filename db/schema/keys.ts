import { timestamp, uuid } from "drizzle-orm/pg-core";

/** First column of every tenant table's key and indexes, so that a hosted Postgres can shard by it. */
export const organisationId = () => uuid("organisation_id").notNull();

/** UUIDv7 made by the app (lib/access/ids.ts), second column of the key. */
export const id = () => uuid("id").notNull();

/** An instant, always with its zone; JavaScript Dates on our side. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

export const createdAt = () => instant("created_at").notNull().defaultNow();
