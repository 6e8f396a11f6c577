import { eq } from "drizzle-orm";
import { z } from "zod";
import { credentials, users } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { parse, Refusal } from "@/lib/access/errors";
import { hashPassword, verifyPassword } from "@/lib/auth/passwords";
import { revokeSessionsOf } from "@/lib/auth/revoke-sessions";
import { removeSecondFactor } from "@/lib/auth/second-factor";
import type { SignInContext } from "@/lib/auth/sign-in";
import { attemptSucceeded, beginAttempt } from "@/lib/auth/sign-in-limits";
import { queueMail } from "@/lib/events/queue-mail";
import { nameSchema, passwordSchema } from "./fields";

const system = { kind: "system", job: "account" } as const;

/** A person at their own settings, by the session they sit at. */
export interface Self {
  sessionId: string;
  userId: string;
  name: string;
  email: string;
}

/** Changes one's own name as others read it. */
export async function changeName(self: Self, input: { name: string }): Promise<void> {
  const { name } = parse(z.object({ name: nameSchema }), input);
  await asActor(system, async (tx) => {
    await tx.update(users).set({ name }).where(eq(users.id, self.userId));
  });
}

/**
 * Changes one's own password, signs every other session out and says so by mail. Throws a Refusal: `invalid` at the
 * field, `limited` after too many wrong current ones, counted together with attempts to sign in.
 */
export async function changePassword(
  self: Self,
  input: { current: string; password: string },
  context: SignInContext,
): Promise<void> {
  const { password } = parse(z.object({ password: passwordSchema(self) }), input);
  await proveSelf(self, input.current, context);
  const passwordHash = await hashPassword(password);
  await asActor(system, async (tx) => {
    const now = context.clock.now();
    await tx
      .update(credentials)
      .set({ passwordHash, updatedAt: now })
      .where(eq(credentials.userId, self.userId));
    await revokeSessionsOf(tx, self.userId, now, { except: self.sessionId });
    const { email: recipient, userId, name } = self;
    await queueMail(tx, { template: "password_changed", recipient, userId, data: { name } });
  });
}

/** Turns one's own second factor off, against the password. Throws like `changePassword`. */
export async function turnSecondFactorOff(
  self: Self,
  input: { current: string },
  context: SignInContext,
): Promise<void> {
  await proveSelf(self, input.current, context);
  await asActor(system, (tx) => removeSecondFactor(tx, self.userId, context.clock.now()));
}

async function proveSelf(self: Self, current: string, { address, clock }: SignInContext): Promise<void> {
  const attempt = { account: self.email, address };
  await beginAttempt(attempt, clock);
  const [kept] = await asActor(system, (tx) =>
    tx
      .select({ passwordHash: credentials.passwordHash })
      .from(credentials)
      .where(eq(credentials.userId, self.userId)),
  );
  const given = typeof current === "string" ? current.slice(0, 200) : "";
  if (!(await verifyPassword(kept?.passwordHash ?? null, given))) {
    const message = "The current password is not right.";
    throw new Refusal("invalid", message, { fields: { current: [message] } });
  }
  await asActor(system, (tx) => attemptSucceeded(tx, attempt, clock.now()));
}
