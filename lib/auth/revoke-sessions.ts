import { and, eq, isNull, ne } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { asActor, type Tx } from "@/lib/access/actor";
import { idSchema } from "@/lib/access/ids";

const system = { kind: "system", job: "sign-out" } as const;

/** Signs a session out: the next request that shows its cookie finds nothing. */
export function revokeSession(id: string, now: Date): Promise<void> {
  return asActor(system, async (tx) => {
    await tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)));
  });
}

/** Signs one of a person's own sessions out; somebody else's is left alone without a word. */
export function revokeOwnSession(userId: string, id: string, now: Date): Promise<void> {
  return asActor(system, async (tx) => {
    if (!idSchema.safeParse(id).success) return;
    await tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isNull(sessions.revokedAt)));
  });
}

/** Signs a person out everywhere but at one session. */
export function revokeOtherSessions(userId: string, except: string, now: Date): Promise<void> {
  return asActor(system, (tx) => revokeSessionsOf(tx, userId, now, { except }));
}

/** Signs a person out everywhere, but for one session where it is named. Inside a transaction of the system's. */
export async function revokeSessionsOf(
  tx: Tx,
  userId: string,
  now: Date,
  { except }: { except?: string } = {},
): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
        except === undefined ? undefined : ne(sessions.id, except),
      ),
    );
}
