import { eq, exists, sql } from "drizzle-orm";
import { z } from "zod";
import { credentials, memberships, users } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import type { Clock } from "./clock";
import { writeSession } from "./open-session";
import { verifyPassword } from "./passwords";
import { spendCode, wrongCode } from "./second-factor";
import { attemptSucceeded, beginAttempt } from "./sign-in-limits";

const system = { kind: "system", job: "sign-in" } as const;

// No form's rules: whatever was typed is compared, so that no answer tells more than right or wrong.
const text = (most: number) => z.string().max(most).catch("");
const signInSchema = z.object({
  email: text(254).transform((email) => email.trim().toLowerCase()),
  password: text(200),
  /** Six digits of the authenticator app, or a recovery code. */
  code: text(40).optional(),
});

/** Where an attempt comes from, and the clock that judges it. */
export interface SignInContext {
  address: string;
  clock: Clock;
}

/**
 * Signs a person in by e-mail, password and, where a second factor is set up, a code; returns the session's id.
 * Refuses with `limited`, or `invalid`: one wording and one amount of work whether the account exists or not. Only after
 * a right password it says more: `details.codeNeeded`, a wrong code, an account switched off.
 */
export async function signIn(input: unknown, { address, clock }: SignInContext): Promise<string> {
  const given = signInSchema.parse(input);
  const attempt = { account: given.email, address };
  await beginAttempt(attempt, clock);

  const person = await findPerson(given.email);
  if (!(await verifyPassword(person?.passwordHash ?? null, given.password)) || !person) throw wrongPair();
  if (person.disabledAt !== null) throw closed("Your account is switched off. Ask your administrator.");
  if (person.producerRole === null && !person.belongs)
    throw closed(
      "Your account belongs to no organisation any more. Ask the administrator of your organisation.",
    );
  if (person.confirmedAt !== null && !given.code?.trim()) throw codeNeeded();

  return asActor(system, async (tx) => {
    const now = clock.now();
    const verified = person.confirmedAt !== null;
    if (verified && !(await spendCode(tx, person.id, given.code ?? "", now))) throw wrongCode();
    await attemptSucceeded(tx, attempt, now);
    return writeSession(tx, person.id, { totpVerified: verified, now });
  });
}

function findPerson(email: string) {
  return asActor(system, async (tx) => {
    const [person] = await tx
      .select({
        id: users.id,
        producerRole: users.producerRole,
        disabledAt: users.disabledAt,
        passwordHash: credentials.passwordHash,
        confirmedAt: credentials.totpConfirmedAt,
        belongs: sql<boolean>`${exists(
          tx.select({ one: sql`1` }).from(memberships).where(eq(memberships.userId, users.id)),
        )}`,
      })
      .from(users)
      .leftJoin(credentials, eq(credentials.userId, users.id))
      .where(eq(users.email, email));
    return person ?? null;
  });
}

const wrongPair = () => new Refusal("invalid", "The e-mail address or the password is not right.");
const closed = (message: string) => new Refusal("not_permitted", message);
const codeNeeded = () =>
  new Refusal("invalid", "Enter the code of your authenticator app.", { codeNeeded: true });
