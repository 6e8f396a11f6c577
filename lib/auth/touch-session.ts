import { and, eq, isNull } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { asActor } from "@/lib/access/actor";

const day = 86_400_000;

/** How long a session lives without being used: 30 days, 12 hours for the producer's people with a second factor. */
export function idleLimit(session: { producerRole: string | null; totpVerified: boolean }): number {
  return session.producerRole !== null && session.totpVerified ? day / 2 : 30 * day;
}

/** Notes that a session is in use, which moves its end; a session that ended meanwhile stays ended. */
export function touchSession(
  session: { id: string; producerRole: string | null; totpVerified: boolean },
  now: Date,
): Promise<void> {
  return asActor({ kind: "system", job: "session" }, async (tx) => {
    await tx
      .update(sessions)
      .set({ lastSeenAt: now, expiresAt: new Date(now.getTime() + idleLimit(session)) })
      .where(and(eq(sessions.id, session.id), isNull(sessions.revokedAt)));
  });
}
