import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import type { Tx } from "@/lib/access/actor";

/** How much is numbered in one transaction. */
const chunk = 2_000;

/** What is told to every process once news have their numbers. */
export const NUMBERED = "framewatch_news";

/**
 * Gives every committed piece of news its number and tells all processes. One transaction at a time does so, anywhere:
 * it sees all that was committed before it got the lock, and the lock is freed after its own commit, so a reader that
 * has seen a number never meets a lower one later. It is `asActor` as the system in one statement, `number_news` in the
 * database: on a busy machine each way there and back is what news wait for. Answers the highest number given so far.
 */
export async function numberNews(): Promise<number> {
  for (;;) {
    const [done] = await database().execute<{ numbered: number; head: string }>(
      sql`select numbered, head from number_news(${chunk}::int)`,
    );
    if (!done || done.numbered < chunk) return Number(done?.head ?? 0);
  }
}

/** The highest number given; 0 before the first. */
export async function lastNumber(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ last: string }>(
    sql`select case when is_called then last_value else 0 end as last from outbox_seq`,
  );
  return Number(row?.last ?? 0);
}
