import { sql } from "drizzle-orm";
import { type Actor, roleOf, type Tx } from "@/lib/access/actor";
import { can } from "@/lib/access/permissions";
import { showsNames } from "@/lib/variants/shows-names";
import type { Mentionable } from "./mentions";

/** The one name of the producer's staff where an organisation reads departments, not people. */
const STAFF = "Framewatch";

/**
 * Whom a comment about something of this organisation may name: its own people and the producer's, who for customers are
 * one name where their names are not shown. An internal one names the producer's people alone.
 */
export async function mentionablePeople(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  { internal }: { internal: boolean },
): Promise<Mentionable[]> {
  const staff = await tx.execute<{ id: string; name: string }>(
    sql`select id, name from users where producer_role is not null and disabled_at is null order by name`,
  );
  const members = await tx.execute<{ id: string; name: string }>(sql`
    select u.id, u.name from memberships m join users u on u.id = m.user_id
    where m.organisation_id = ${organisationId} and u.disabled_at is null order by u.name`);
  const named = can(roleOf(actor), "seeInternalNotes") || (await showsNames(tx, organisationId));
  const each = (people: readonly { id: string; name: string }[]) =>
    people.map(({ id, name }) => ({ name, userIds: [id] }));
  const ours = named ? each(staff) : [{ name: STAFF, userIds: staff.map(({ id }) => id) }];
  return internal ? ours : [...each(members), ...ours];
}
