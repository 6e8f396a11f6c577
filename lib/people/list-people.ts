import { and, asc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { invitations, memberships, users } from "@/db/schema";
import type { CustomerRole, ProducerRole } from "@/db/schema/people";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { mayManage, PRODUCER } from "./scope";

/** Somebody who belongs to an organisation. */
export interface MemberLine {
  userId: string;
  name: string;
  email: string;
  role: CustomerRole;
  /** Minor units of `approvalCurrency`. */
  approvalLimit: number | null;
  approvalCurrency: string | null;
  disabled: boolean;
}

/** One of the producer's people. */
export interface StaffLine {
  userId: string;
  name: string;
  email: string;
  role: ProducerRole;
  department: string | null;
  disabled: boolean;
}

/** An invitation that waits to be accepted. */
export interface InvitationLine {
  invitationId: string;
  email: string;
  name: string;
  role: CustomerRole | ProducerRole;
  expiresAt: Date;
}

const byName = asc(sql`lower(${users.name})`);

/** The people of one organisation and who is invited, by name. For whoever manages them. */
export async function listMembers(
  actor: Actor,
  organisationId: string,
  now: Date,
): Promise<{ members: MemberLine[]; invitations: InvitationLine[] }> {
  mayManage(actor, organisationId);
  return asActor(actor, async (tx) => ({
    members: await tx
      .select({
        userId: users.id,
        name: users.name,
        email: users.email,
        role: memberships.role,
        approvalLimit: memberships.approvalLimit,
        approvalCurrency: memberships.approvalCurrency,
        disabled: isOff,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.organisationId, organisationId))
      .orderBy(byName, asc(users.id)),
    invitations: await openInvitations(tx, organisationId, now),
  }));
}

/** The producer's people and who is invited to join them, by name. For administrators. */
export async function listStaff(
  actor: Actor,
  now: Date,
): Promise<{ staff: StaffLine[]; invitations: InvitationLine[] }> {
  mayManage(actor, PRODUCER);
  return asActor(actor, async (tx) => ({
    staff: await tx
      .select({
        userId: users.id,
        name: users.name,
        email: users.email,
        role: sql<ProducerRole>`${users.producerRole}`,
        department: users.department,
        disabled: isOff,
      })
      .from(users)
      .where(isNotNull(users.producerRole))
      .orderBy(byName, asc(users.id)),
    invitations: await openInvitations(tx, PRODUCER, now),
  }));
}

const isOff = sql<boolean>`${users.disabledAt} is not null`;

function openInvitations(tx: Tx, organisationId: string, now: Date): Promise<InvitationLine[]> {
  return tx
    .select({
      invitationId: invitations.id,
      email: invitations.email,
      name: invitations.name,
      role: invitations.role,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .where(
      and(
        eq(invitations.organisationId, organisationId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, now),
      ),
    )
    .orderBy(asc(invitations.createdAt));
}
