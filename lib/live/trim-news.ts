import { and, isNotNull, lt, not, sql } from "drizzle-orm";
import { outbox } from "@/db/schema";
import { asActor } from "@/lib/access/actor";

/** How long news are kept; a reader who was away for longer begins anew. */
export const keptFor = 24 * 3_600_000;

/** Forgets news older than a day, but never one that was not sent on yet, to open pages or to people (lib/notifications). */
export function trimNews(now: Date): Promise<void> {
  return asActor({ kind: "system", job: "live" }, async (tx) => {
    const before = new Date(now.getTime() - keptFor);
    const untold = sql`exists (select 1 from untold_news u
      where u.organisation_id = ${outbox.organisationId} and u.id = ${outbox.id})`;
    await tx.delete(outbox).where(and(lt(outbox.at, before), isNotNull(outbox.seq), not(untold)));
  });
}
