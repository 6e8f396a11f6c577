import { and, eq, isNull } from "drizzle-orm";
import { accessTokens, users } from "@/db/schema";
import { asActor, type Tx } from "@/lib/access/actor";
import { mintToken } from "./tokens";

const system = { kind: "system", job: "setup" } as const;
const codeLife = 7 * 24 * 3_600_000;

/** Whether nobody can sign in yet, so that /setup makes the first administrator. */
export function isEmptyHouse(): Promise<boolean> {
  return asActor(system, hasNobody);
}

/** The same inside a transaction of the system's. */
export async function hasNobody(tx: Tx): Promise<boolean> {
  const [anyone] = await tx.select({ id: users.id }).from(users).limit(1);
  return anyone === undefined;
}

/**
 * A one-time code for the first administrator, to be printed at start and typed at /setup within seven days; null where
 * somebody has an account. The latest code counts, earlier ones are void.
 */
export function mintSetupCode(now: Date = new Date()): Promise<string | null> {
  return asActor(system, async (tx) => {
    if (!(await hasNobody(tx))) return null;
    await tx.delete(accessTokens).where(and(eq(accessTokens.purpose, "setup"), isNull(accessTokens.usedAt)));
    return mintToken(tx, { purpose: "setup", expiresAt: new Date(now.getTime() + codeLife) });
  });
}
