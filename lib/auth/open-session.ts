import { and, eq, lt } from "drizzle-orm";
import { sessions, users } from "@/db/schema";
import { asActor, type Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { idleLimit } from "./touch-session";

/** Opens a session for a person who has been proved to be that person; returns the id the cookie carries. */
export function openSession(
  userId: string,
  { totpVerified, now }: { totpVerified: boolean; now: Date },
): Promise<string> {
  return asActor({ kind: "system", job: "sign-in" }, (tx) => writeSession(tx, userId, { totpVerified, now }));
}

/** The same inside a transaction of the system's. Rows that ended are cleared away on this occasion. */
export async function writeSession(
  tx: Tx,
  userId: string,
  { totpVerified, now }: { totpVerified: boolean; now: Date },
): Promise<string> {
  const id = newId();
  const [user] = await tx
    .select({ producerRole: users.producerRole })
    .from(users)
    .where(eq(users.id, userId));
  const expiresAt = new Date(now.getTime() + idleLimit({ producerRole: user!.producerRole, totpVerified }));
  await tx.delete(sessions).where(and(eq(sessions.userId, userId), lt(sessions.expiresAt, now)));
  await tx.insert(sessions).values({ id, userId, totpVerified, lastSeenAt: now, expiresAt });
  return id;
}
