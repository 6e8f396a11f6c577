import { sql } from "drizzle-orm";
import { asActor, type SystemActor, type Tx } from "@/lib/access/actor";

const system: SystemActor = { kind: "system", job: "live" };

/** How much is numbered in one transaction. */
const chunk = 2_000;

/** What is told to every process once news have their numbers. */
export const NUMBERED = "framewatch_news";

/**
 * Gives every committed piece of news its number and tells all processes. One transaction at a time does so, anywhere:
 * it sees all that was committed before it got the lock, and the lock is freed after its own commit, so a reader that
 * has seen a number never meets a lower one later. Answers the highest number given so far.
 */
export async function numberNews(): Promise<number> {
  for (;;) {
    const numberSome = async (tx: Tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext('framewatch number news'))`);
      // A statement of its own: what it sees is taken after the lock was got.
      const numbered = await tx.execute<{ seq: string }>(sql`
        update outbox set seq = numbers.seq
        from (select organisation_id, id, nextval('outbox_seq') as seq from (
          select organisation_id, id from outbox where seq is null order by at, id limit ${chunk}) waiting) numbers
        where outbox.organisation_id = numbers.organisation_id and outbox.id = numbers.id returning outbox.seq`);
      if (numbered.length > 0) await tx.execute(sql`select pg_notify(${NUMBERED}, '')`);
      return { head: await lastNumber(tx), more: numbered.length === chunk };
    };
    const { head, more } = await asActor(system, numberSome, { unseen: true });
    if (!more) return head;
  }
}

/** The highest number given; 0 before the first. */
export async function lastNumber(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ last: string }>(
    sql`select case when is_called then last_value else 0 end as last from outbox_seq`,
  );
  return Number(row?.last ?? 0);
}
