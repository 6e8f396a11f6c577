import { eq, sql } from "drizzle-orm";
import { activity, organisations } from "@/db/schema";
import { type Actor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted } from "@/lib/access/errors";
import { isId, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";

/** Stands for the producer where a row names an organisation: no tenant ever has it. */
export const PRODUCER = "00000000-0000-0000-0000-000000000000";

/**
 * Throws unless the actor manages the people of an organisation: a customer admin of its own, an administrator of all and
 * of the producer (PRODUCER). Another tenant's organisation is *not found*.
 */
export function mayManage(actor: Actor, organisationId: string): void {
  if (!can(roleOf(actor), "manageUsers")) throw notPermitted("manage people");
  if (!isId(organisationId) && organisationId !== PRODUCER) throw notFound("That organisation");
  if (actor.kind === "customer" && actor.organisationId !== organisationId)
    throw notFound("That organisation");
}

/** What happened to the people of an organisation. */
export interface PeopleChange {
  kind:
    | "person_invited"
    | "invitation_revoked"
    | "person_joined"
    | "role_changed"
    | "person_removed"
    | "person_disabled"
    | "person_enabled";
  organisationId: string;
  data: Record<string, unknown>;
  now: Date;
}

/** Keeps in the activity log who changed what about people, and tells open pages of the organisation. */
export async function logPeopleChange(tx: Tx, actor: Actor, change: PeopleChange): Promise<void> {
  const { organisationId, kind, data, now } = change;
  const { actorKind, actorId } = signature(actor);
  await tx.insert(activity).values({ organisationId, id: newId(), kind, actorKind, actorId, data, at: now });
  if (organisationId !== PRODUCER)
    await record(tx, [{ organisationId, topic: "people", subject: {}, at: now }]);
}

/** An organisation's name as people read it; the producer's is the house's own. Throws *not found*. */
export async function organisationName(tx: Tx, organisationId: string): Promise<string> {
  if (organisationId === PRODUCER) return "the Framewatch production team";
  const [found] = await tx
    .select({ name: sql<string>`${organisations.name}` })
    .from(organisations)
    .where(eq(organisations.id, organisationId));
  if (!found) throw notFound("That organisation");
  return found.name;
}
