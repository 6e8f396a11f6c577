import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { checkIns } from "@/db/schema";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { notPermitted, parse } from "@/lib/access/errors";

const schema = z.object({ until: z.coerce.date("This moment could not be read. Reload the page.") });

/**
 * Notes that a customer has seen the news up to `until`, the moment their page was read: what came since stays new.
 * Never goes back, nor beyond now.
 */
export async function markSeen(
  actor: Actor,
  input: { until: string | Date },
  now: Date,
): Promise<{ until: Date }> {
  if (actor.kind !== "customer") throw notPermitted("check in for a customer");
  const asked = parse(schema, input).until;
  const until = asked > now ? now : asked;
  const { organisationId, userId } = actor;
  return asActor(actor, async (tx) => {
    const [kept] = await tx
      .insert(checkIns)
      .values({ organisationId, userId, seenUntil: until })
      .onConflictDoUpdate({
        target: [checkIns.organisationId, checkIns.userId],
        set: { seenUntil: sql`greatest(${checkIns.seenUntil}, excluded.seen_until)` },
      })
      .returning({ until: checkIns.seenUntil });
    return kept ?? { until };
  });
}

/** Up to when the reader has seen the news of their organisation; null before the first time. */
export async function seenUntil(
  tx: Tx,
  { organisationId, userId }: { organisationId: string; userId: string },
): Promise<Date | null> {
  const [row] = await tx
    .select({ until: checkIns.seenUntil })
    .from(checkIns)
    .where(and(eq(checkIns.organisationId, organisationId), eq(checkIns.userId, userId)));
  return row?.until ?? null;
}
