import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { asActor } from "@/lib/access/actor";

/** One place a person is signed in at. */
export interface SessionLine {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
}

/** Where a person is signed in, the one used last first. */
export function listSessions(userId: string, now: Date): Promise<SessionLine[]> {
  return asActor({ kind: "system", job: "session" }, (tx) =>
    tx
      .select({
        id: sessions.id,
        createdAt: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
        expiresAt: sessions.expiresAt,
      })
      .from(sessions)
      .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)))
      .orderBy(desc(sessions.lastSeenAt)),
  );
}
