import { sql } from "drizzle-orm";
import { asActor } from "@/lib/access/actor";

/** How long news are kept; a reader who was away for longer begins anew. */
export const keptFor = 24 * 3_600_000;

/**
 * Forgets news older than a day, up to the first that is younger or was not sent on yet, to open pages or to people
 * (lib/notifications): what is kept has no holes, so the oldest of it says who missed more (`missedNews`).
 */
export function trimNews(now: Date): Promise<void> {
  return asActor({ kind: "system", job: "live" }, async (tx) => {
    const before = new Date(now.getTime() - keptFor).toISOString();
    await tx.execute(sql`
      delete from outbox where seq < coalesce(
        (select min(o.seq) from outbox o where o.at >= ${before} or exists (
          select 1 from untold_news u where u.organisation_id = o.organisation_id and u.id = o.id)),
        9223372036854775807)`);
  });
}
