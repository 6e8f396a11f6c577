import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { memberships, users } from "@/db/schema";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { isId } from "@/lib/access/ids";
import { revokeSessionsOf } from "@/lib/auth/revoke-sessions";
import { removeSecondFactor } from "@/lib/auth/second-factor";
import { DEPARTMENTS } from "@/lib/lifecycle/states";
import { endReportsTo } from "@/lib/subscriptions/end-subscription";
import { keepAnAdmin, keepAnAdministrator } from "./last-admin";
import { logPeopleChange, PRODUCER } from "./scope";

type User = typeof users.$inferSelect;

/** What only an administrator does reaches sessions and credentials, so it is written as the system. */
async function administer(
  actor: Actor,
  userId: string,
  work: (tx: Tx, user: User, admin: Actor) => Promise<void>,
): Promise<void> {
  if (actor.kind !== "admin") throw notPermitted("administer people");
  if (!isId(userId)) throw notFound("That person");
  await asActor({ kind: "system", job: "people" }, async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.id, userId));
    if (!user) throw notFound("That person");
    await work(tx, user, actor);
  });
}

/**
 * Switches a person's account off, which ends every session of theirs at once and the reports mailed to them, or on
 * again. Throws a Refusal: *not
 * found*, or `not_possible` for oneself and for the last admin of an organisation or of the producer.
 */
export function setDisabled(actor: Actor, userId: string, disabled: boolean, now: Date): Promise<void> {
  return administer(actor, userId, async (tx, user, admin) => {
    const belongs = await tx
      .select({ organisationId: memberships.organisationId })
      .from(memberships)
      .where(eq(memberships.userId, userId))
      .orderBy(asc(memberships.organisationId));
    if (disabled) {
      if (admin.kind === "admin" && admin.userId === userId)
        throw new Refusal(
          "not_possible",
          "You cannot switch your own account off. Ask another administrator.",
        );
      for (const { organisationId } of belongs) {
        await keepAnAdmin(tx, organisationId, userId);
        await endReportsTo(tx, organisationId, userId);
      }
      if (user.producerRole === "admin") await keepAnAdministrator(tx, userId);
      await revokeSessionsOf(tx, userId, now);
    }
    await tx
      .update(users)
      .set({ disabledAt: disabled ? now : null })
      .where(eq(users.id, userId));
    const kind = disabled ? "person_disabled" : "person_enabled";
    const places = belongs.length > 0 ? belongs : [{ organisationId: PRODUCER }];
    for (const { organisationId } of places)
      await logPeopleChange(tx, admin, { kind, organisationId, data: { userId }, now });
  });
}

const staffSchema = z.object({
  producerRole: z.enum(["ops", "admin"]),
  department: z.enum(DEPARTMENTS).nullable(),
});

/** Changes the role and department of one of the producer's people. Throws like `setDisabled`. */
export function changeStaff(
  actor: Actor,
  userId: string,
  input: z.input<typeof staffSchema>,
  now: Date,
): Promise<void> {
  return administer(actor, userId, async (tx, user, admin) => {
    const change = parse(staffSchema, input);
    if (user.producerRole === null) throw notFound("That person");
    if (change.producerRole !== "admin") await keepAnAdministrator(tx, userId);
    await tx.update(users).set(change).where(eq(users.id, userId));
    const data = { userId, ...change };
    await logPeopleChange(tx, admin, { kind: "role_changed", organisationId: PRODUCER, data, now });
  });
}

/** Takes away a lost second factor and signs the person out everywhere, so that they set up another one. */
export function resetSecondFactor(actor: Actor, userId: string, now: Date): Promise<void> {
  return administer(actor, userId, async (tx) => {
    await removeSecondFactor(tx, userId, now);
    await revokeSessionsOf(tx, userId, now);
  });
}
