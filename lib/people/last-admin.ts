import { and, eq, isNull, sql } from "drizzle-orm";
import { memberships, users } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { PRODUCER } from "./scope";

/**
 * Throws a Refusal (`not_possible`) where an organisation would be left without an admin who can sign in. One change at
 * a time per organisation, so that two who take each other's role away at once cannot both succeed.
 */
export async function keepAnAdmin(tx: Tx, organisationId: string, without: string): Promise<void> {
  await oneAtATime(tx, organisationId);
  const admins = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.organisationId, organisationId),
        eq(memberships.role, "customer_admin"),
        isNull(users.disabledAt),
      ),
    );
  refuseLast(admins, without, "This is the last admin of the organisation.");
}

/** The same for the producer's administrators. */
export async function keepAnAdministrator(tx: Tx, without: string): Promise<void> {
  await oneAtATime(tx, PRODUCER);
  const admins = await tx
    .select({ userId: users.id })
    .from(users)
    .where(and(eq(users.producerRole, "admin"), isNull(users.disabledAt)));
  refuseLast(admins, without, "This is the last administrator.");
}

async function oneAtATime(tx: Tx, organisationId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`admins of ${organisationId}`}, 0))`);
}

function refuseLast(admins: { userId: string }[], without: string, what: string): void {
  if (admins.length === 1 && admins[0]!.userId === without)
    throw new Refusal("not_possible", `${what} Make somebody else an admin first.`);
}
