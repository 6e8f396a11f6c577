import { z } from "zod";
import { credentials, memberships, users } from "@/db/schema";
import { type Actor, asActor } from "@/lib/access/actor";
import { notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { hashPassword } from "@/lib/auth/passwords";
import { emailSchema, nameSchema } from "./fields";

const membership = z.object({
  organisationId: idSchema,
  role: z.enum(["customer_admin", "customer_member", "customer_validator"]),
  /** Minor units of `approvalCurrency`. */
  approvalLimit: z.number().int().nonnegative().nullish(),
  approvalCurrency: z.string().length(3).nullish(),
});

const personSchema = z.object({
  id: idSchema.optional(),
  email: emailSchema,
  name: nameSchema,
  /** Without one the person can sign in only by OIDC, or after a reset. */
  password: z.string().min(1).max(200).optional(),
  producerRole: z.enum(["ops", "admin"]).nullish(),
  department: z.string().max(60).nullish(),
  memberships: z.array(membership).default([]),
});

/** What `addPerson` takes. */
export type NewPerson = z.input<typeof personSchema>;

/**
 * Makes a person with password and memberships in one transaction: for seeds, imports of people and tests; everybody
 * else is invited. For admin and the system only. Does not judge the password, so that demo accounts are possible.
 * Throws a Refusal (`conflict`) where the e-mail address is taken.
 */
export async function addPerson(actor: Actor, input: NewPerson): Promise<{ userId: string }> {
  if (actor.kind !== "admin" && actor.kind !== "system") throw notPermitted("add people");
  const person = parse(personSchema, input);
  const userId = person.id ?? newId();
  const passwordHash = person.password === undefined ? null : await hashPassword(person.password);
  // Credentials are closed to everybody but the system, so the whole of it is written as the system.
  await asActor({ kind: "system", job: "add-person" }, async (tx) => {
    const made = await tx
      .insert(users)
      .values({
        id: userId,
        email: person.email,
        name: person.name,
        producerRole: person.producerRole ?? null,
        department: person.department ?? null,
      })
      .onConflictDoNothing({ target: users.email })
      .returning({ id: users.id });
    if (made.length === 0) throw new Refusal("conflict", `${person.email} already has an account.`);
    await tx.insert(credentials).values({ userId, passwordHash });
    if (person.memberships.length > 0)
      await tx.insert(memberships).values(person.memberships.map((m) => ({ ...m, userId })));
  });
  return { userId };
}
