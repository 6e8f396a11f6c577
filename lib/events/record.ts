import { sql } from "drizzle-orm";
import { outbox } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";

/** News of one commit: ids only, so that whoever hears it reads what they may see. A bulk is one event. */
export interface News {
  organisationId: string;
  topic:
    | "variants"
    | "orders"
    | "batches"
    | "quotes"
    | "flags"
    | "people"
    | "shares"
    | "tickets"
    | "comments"
    | "alerts"
    | "catalogues"
    | "notifications";
  subject: {
    variantIds?: string[];
    batchIds?: string[];
    orderIds?: string[];
    ticketIds?: string[];
    quoteIds?: string[];
    commentId?: string;
    /** For these people alone: they have new notifications, or read some. */
    userIds?: string[];
    /** Cause keys of alerts. */
    keys?: string[];
    /** For the producer's people alone. */
    internal?: boolean;
    operationId?: string;
    event?: string;
  };
  at: Date;
}

/** Writes news into the outbox and rings Postgres' bell, both inside the caller's transaction. */
export async function record(tx: Tx, news: News[]): Promise<void> {
  if (news.length === 0) return;
  await tx.insert(outbox).values(news.map((n) => ({ id: newId(), ...n })));
  await tx.execute(sql`select pg_notify('framewatch', '')`);
}
