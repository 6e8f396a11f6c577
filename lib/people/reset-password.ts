import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { accessTokens, credentials, users } from "@/db/schema";
import { asActor, type Tx } from "@/lib/access/actor";
import { parse, Refusal } from "@/lib/access/errors";
import { takePoint } from "@/lib/auth/counters";
import { hashPassword } from "@/lib/auth/passwords";
import { revokeSessionsOf } from "@/lib/auth/revoke-sessions";
import type { SignInContext } from "@/lib/auth/sign-in";
import { attemptSucceeded } from "@/lib/auth/sign-in-limits";
import { readToken, spendToken } from "@/lib/auth/tokens";
import { queueMail } from "@/lib/events/queue-mail";
import { emailSchema, passwordSchema } from "./fields";

const system = { kind: "system", job: "reset" } as const;
const hour = 3_600_000;

/**
 * Asks for a link to choose a new password. Answers the same whether the address has an account or not; at most three
 * mails an hour go to one account. Throws a Refusal (`limited`) only for an address that asks again and again.
 */
export async function requestReset(
  input: { email: string },
  { address, clock }: SignInContext,
): Promise<void> {
  const { email } = parse(z.object({ email: emailSchema }), input);
  const now = clock.now();
  await takePoint("reset from", address, { most: 20, window: hour }, now);
  const enough = await takePoint("reset of", email, { most: 3, window: hour }, now).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Refusal) return true;
      throw error;
    },
  );
  await asActor(system, async (tx) => {
    const [person] = await tx
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(and(eq(users.email, email), isNull(users.disabledAt)));
    if (!person || enough) return;
    const { id: userId, name } = person;
    await queueMail(tx, { template: "reset", recipient: email, userId, data: { name } });
  });
}

/** Whether a link to choose a new password still holds. Changes nothing. */
export async function isResetOpen(token: string, now: Date): Promise<boolean> {
  return (await asActor(system, (tx) => readOwner(tx, token, now))) !== null;
}

/**
 * Chooses a new password by the link of a mail: signs the person out everywhere, voids their other links and says so by
 * mail. A second factor stays. Throws a Refusal: `not_possible` where the link does not hold, `invalid` at the field.
 */
export async function resetPassword(
  input: { token: string; password: string },
  { address, clock }: SignInContext,
): Promise<void> {
  const owner = await asActor(system, (tx) => readOwner(tx, input.token, clock.now()));
  if (!owner) throw over();
  const { password } = parse(z.object({ password: passwordSchema(owner) }), input);
  const passwordHash = await hashPassword(password);
  await asActor(system, async (tx) => {
    const now = clock.now();
    const subject = await spendToken(tx, input.token, "reset", now);
    if (subject?.userId !== owner.id) throw over();
    const { id: userId, email, name } = owner;
    await tx
      .insert(credentials)
      .values({ userId, passwordHash, updatedAt: now })
      .onConflictDoUpdate({ target: credentials.userId, set: { passwordHash, updatedAt: now } });
    await tx
      .update(accessTokens)
      .set({ usedAt: now })
      .where(
        and(eq(accessTokens.userId, userId), eq(accessTokens.purpose, "reset"), isNull(accessTokens.usedAt)),
      );
    await revokeSessionsOf(tx, userId, now);
    // Whoever reads the account's mail is its owner: from here on this address is one of their own.
    await attemptSucceeded(tx, { account: email, address }, now);
    await queueMail(tx, { template: "password_changed", recipient: email, userId, data: { name } });
  });
}

async function readOwner(tx: Tx, token: string, now: Date) {
  const subject = await readToken(tx, token, "reset", now);
  if (!subject?.userId) return null;
  const [owner] = await tx
    .select({ id: users.id, email: users.email, name: users.name })
    .from(users)
    .where(and(eq(users.id, subject.userId), isNull(users.disabledAt)));
  return owner ?? null;
}

const over = () =>
  new Refusal(
    "not_possible",
    "This link was used already or has expired. Ask for a new one on the sign-in page.",
  );
