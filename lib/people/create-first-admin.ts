import { sql } from "drizzle-orm";
import { z } from "zod";
import { credentials, users } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { parse, Refusal } from "@/lib/access/errors";
import { newId } from "@/lib/access/ids";
import { takePoint } from "@/lib/auth/counters";
import { hasNobody } from "@/lib/auth/first-admin";
import { writeSession } from "@/lib/auth/open-session";
import { hashPassword } from "@/lib/auth/passwords";
import type { SignInContext } from "@/lib/auth/sign-in";
import { spendToken } from "@/lib/auth/tokens";
import { emailSchema, nameSchema, passwordSchema } from "./fields";

/**
 * Makes the first administrator of an empty house against the code printed at start, and signs them in. Throws a Refusal:
 * `invalid` at the field, `not_possible` once anybody has an account.
 */
export async function createFirstAdmin(
  input: { code: string; name: string; email: string; password: string },
  { address, clock }: SignInContext,
): Promise<{ sessionId: string }> {
  await takePoint("setup", address, { most: 20, window: 3_600_000 }, clock.now());
  const about = { email: String(input.email), name: String(input.name) };
  const { name, email, password, code } = parse(
    z.object({
      code: z.string().trim().min(1, "Enter the code printed at start."),
      name: nameSchema,
      email: emailSchema,
      password: passwordSchema(about),
    }),
    input,
  );
  const passwordHash = await hashPassword(password);
  return asActor({ kind: "system", job: "setup" }, async (tx) => {
    const now = clock.now();
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('first admin', 0))`);
    if (!(await hasNobody(tx)))
      throw new Refusal("not_possible", "Framewatch is set up already. Sign in, or ask its administrator.");
    if (!(await spendToken(tx, code, "setup", now))) {
      const message = "This code is not right or has expired. Start Framewatch again for a new one.";
      throw new Refusal("invalid", message, { fields: { code: [message] } });
    }
    const id = newId();
    await tx.insert(users).values({ id, email, name, producerRole: "admin" });
    await tx.insert(credentials).values({ userId: id, passwordHash });
    return { sessionId: await writeSession(tx, id, { totpVerified: false, now }) };
  });
}
