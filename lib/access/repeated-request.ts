import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { idempotencyKeys } from "@/db/schema";
import type { Tx } from "./actor";
import { Refusal } from "./errors";

/**
 * A repeated request acts once: runs `work` the first time and keeps its answer under the person's key; later the
 * kept answer comes back. The same key with another body is refused. The row lock makes two at once take turns.
 */
export async function once<T>(
  tx: Tx,
  { userId, key, body }: { userId: string | null; key: string | undefined; body: unknown },
  work: () => Promise<T>,
): Promise<T> {
  if (!key || !userId) return work();
  const bodyHash = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  const inserted = await tx
    .insert(idempotencyKeys)
    .values({ userId, key, bodyHash })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  const mine = and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.key, key));
  if (inserted.length === 0) {
    const [kept] = await tx.select().from(idempotencyKeys).where(mine);
    if (kept?.bodyHash !== bodyHash) {
      throw new Refusal(
        "conflict",
        "This idempotency key was used for another request. Use a new key for a new request.",
      );
    }
    return kept.result as T;
  }
  const result = await work();
  await tx.update(idempotencyKeys).set({ result }).where(mine);
  return result;
}
