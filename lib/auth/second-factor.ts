import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { credentials, sessions, users } from "@/db/schema";
import { asActor, type Tx } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { acceptedStep, hashRecoveryCode, newRecoveryCodes, newTotpSecret, totpAddress } from "./totp";

const system = { kind: "system", job: "second-factor" } as const;

/**
 * Uses up a code of a person's second factor: six digits of the app, or a recovery code. False when it is wrong or was
 * used before; of two at once with the same code one gets true. As the system.
 */
export async function spendCode(tx: Tx, userId: string, code: string, now: Date): Promise<boolean> {
  const [found] = await tx
    .select({
      secret: credentials.totpSecret,
      lastStep: credentials.totpLastStep,
      recoveryHashes: credentials.recoveryHashes,
    })
    .from(credentials)
    .where(and(eq(credentials.userId, userId), isNotNull(credentials.totpConfirmedAt)))
    .for("update");
  if (!found?.secret) return false;
  const step = acceptedStep(found.secret, code, { now, lastStep: found.lastStep });
  if (step !== null) {
    await tx.update(credentials).set({ totpLastStep: step }).where(eq(credentials.userId, userId));
    return true;
  }
  const hash = hashRecoveryCode(code);
  const left = (found.recoveryHashes ?? []).filter((kept) => kept !== hash);
  if (left.length === (found.recoveryHashes ?? []).length) return false;
  await tx.update(credentials).set({ recoveryHashes: left }).where(eq(credentials.userId, userId));
  return true;
}

/**
 * Begins setting a second factor up: a new secret that counts only once confirmed. A factor that counts already is not
 * touched; it is removed first. Throws a Refusal (`conflict`) then.
 */
export function beginEnrolment(userId: string): Promise<{ secret: string; address: string }> {
  return asActor(system, async (tx) => {
    const secret = newTotpSecret();
    const [person] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
    await tx.insert(credentials).values({ userId }).onConflictDoNothing();
    const changed = await tx
      .update(credentials)
      .set({ totpSecret: secret, totpLastStep: null })
      .where(and(eq(credentials.userId, userId), isNull(credentials.totpConfirmedAt)))
      .returning({ userId: credentials.userId });
    if (changed.length === 0) throw alreadyThere();
    return { secret, address: totpAddress(secret, person!.email) };
  });
}

/**
 * Confirms the secret with its first code and hands out the recovery codes, once. This session counts as verified from
 * now on; the person's other ones that were opened without a code end. Throws a Refusal (`invalid`) on a wrong code.
 */
export function confirmEnrolment(
  session: { id: string; userId: string },
  code: string,
  now: Date,
): Promise<{ recoveryCodes: string[] }> {
  const { userId } = session;
  return asActor(system, async (tx) => {
    const [found] = await tx
      .select({ secret: credentials.totpSecret, confirmedAt: credentials.totpConfirmedAt })
      .from(credentials)
      .where(eq(credentials.userId, userId))
      .for("update");
    if (found?.confirmedAt) throw alreadyThere();
    const step = found?.secret ? acceptedStep(found.secret, code, { now, lastStep: null }) : null;
    if (step === null) throw wrongCode();
    const recoveryCodes = newRecoveryCodes();
    await tx
      .update(credentials)
      .set({
        totpConfirmedAt: now,
        totpLastStep: step,
        recoveryHashes: recoveryCodes.map(hashRecoveryCode),
        updatedAt: now,
      })
      .where(eq(credentials.userId, userId));
    await tx.update(sessions).set({ totpVerified: true }).where(eq(sessions.id, session.id));
    await tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), eq(sessions.totpVerified, false)));
    return { recoveryCodes };
  });
}

/**
 * Takes a second factor away: for its owner who proved to be that person, or for an administrator. No session counts as
 * verified any more, so the producer's people have to set up another one before anything else. As the system.
 */
export async function removeSecondFactor(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx
    .update(credentials)
    .set({
      totpSecret: null,
      totpConfirmedAt: null,
      totpLastStep: null,
      recoveryHashes: null,
      updatedAt: now,
    })
    .where(eq(credentials.userId, userId));
  await tx.update(sessions).set({ totpVerified: false }).where(eq(sessions.userId, userId));
}

/** A code that does not fit, said at its field. */
export const wrongCode = (): Refusal =>
  new Refusal("invalid", "This code is not right, or was used before. Wait for the next one and enter it.", {
    fields: { code: ["This code is not right, or was used before. Wait for the next one and enter it."] },
  });

const alreadyThere = () =>
  new Refusal("conflict", "Two-step sign-in is already on. Turn it off first to set it up again.");
