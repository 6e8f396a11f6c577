import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { z } from "zod";
import { notifications } from "@/db/schema";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { parse } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { record } from "@/lib/events/record";

const inputSchema = z.union([
  z.object({ ids: z.array(idSchema).min(1, "Choose at least one notification.").max(200) }),
  /** Everything up to the newest one that was on the screen; what came since stays unread. */
  z.object({ upTo: idSchema }),
]);

/** Marks one's own notifications as read; ids of anybody else's change nothing. Returns how many were unread. */
export function markRead(
  actor: CustomerActor | ProducerActor,
  input: z.input<typeof inputSchema>,
  now: Date,
): Promise<{ read: number }> {
  const wanted = parse(inputSchema, input);
  return asActor(actor, async (tx) => {
    const rows = await tx
      .update(notifications)
      .set({ readAt: now })
      .where(
        and(
          actor.kind === "customer"
            ? eq(notifications.organisationId, actor.organisationId)
            : sql`${notifications.organisationId} in (select id from organisations)`,
          eq(notifications.userId, actor.userId),
          isNull(notifications.readAt),
          "ids" in wanted ? inArray(notifications.id, wanted.ids) : lte(notifications.id, wanted.upTo),
        ),
      )
      .returning({ organisationId: notifications.organisationId });
    const [first] = rows;
    // The bells of the other tabs follow.
    if (first)
      await record(tx, [{ ...first, topic: "notifications", subject: { userIds: [actor.userId] }, at: now }]);
    return { read: rows.length };
  });
}
