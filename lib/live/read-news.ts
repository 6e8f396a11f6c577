import { and, asc, eq, gt, lte, min, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { outbox } from "@/db/schema";
import { asActor, type SystemActor } from "@/lib/access/actor";
import type { News } from "@/lib/events/record";
import { lastNumber } from "./number-news";

const system: SystemActor = { kind: "system", job: "live" };

/** A piece of news with its place among all of them. Ids only. */
export interface NumberedNews {
  seq: number;
  organisationId: string;
  topic: string;
  subject: News["subject"];
}

const columns = {
  seq: sql<number>`${outbox.seq}`.mapWith(Number),
  organisationId: outbox.organisationId,
  topic: outbox.topic,
  subject: sql<News["subject"]>`${outbox.subject}`,
};

/** How much is read at once, and how much a reader who was away is told before it is simpler to begin anew. */
export const most = 1_000;

/** News after a number, in order, at most `most`; `asActor` as the system in one statement, as they are numbered. */
export async function readNews(after: number): Promise<NumberedNews[]> {
  const news = await database().execute<Omit<NumberedNews, "seq"> & { seq: string }>(
    sql`select seq, organisation_id as "organisationId", topic, subject from news_after(${after}::bigint, ${most}::int)`,
  );
  return news.map(({ seq, ...rest }) => ({ ...rest, seq: Number(seq) }));
}

/**
 * What a reader missed who has seen everything up to `after`, up to and with `upTo`; null where that is no longer known
 * (older than what is kept, more than `most`, or a number that was never given): the reader begins anew.
 */
export function missedNews(
  after: number,
  upTo: number,
  organisationId: string | null,
): Promise<NumberedNews[] | null> {
  return asActor(
    system,
    async (tx) => {
      const [kept] = await tx.select({ oldest: min(outbox.seq) }).from(outbox);
      const last = await lastNumber(tx);
      if (after > last || (after < last && after < (kept?.oldest ?? last + 1) - 1)) return null;
      const mine = organisationId === null ? undefined : eq(outbox.organisationId, organisationId);
      const missed = await tx
        .select(columns)
        .from(outbox)
        .where(and(gt(outbox.seq, after), lte(outbox.seq, upTo), mine))
        .orderBy(asc(outbox.seq))
        .limit(most + 1);
      return missed.length > most ? null : missed;
    },
    { readOnly: true },
  );
}
