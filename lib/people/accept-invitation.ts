import { and, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import { credentials, invitations, memberships, users } from "@/db/schema";
import type { CustomerRole, ProducerRole } from "@/db/schema/people";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { parse, Refusal } from "@/lib/access/errors";
import { newId } from "@/lib/access/ids";
import { writeSession } from "@/lib/auth/open-session";
import { hashPassword } from "@/lib/auth/passwords";
import { readToken, spendToken, type TokenSubject } from "@/lib/auth/tokens";
import { nameSchema, passwordSchema } from "./fields";
import { logPeopleChange, organisationName, PRODUCER } from "./scope";

const system = { kind: "system", job: "invitation" } as const;

/** An open invitation, as its holder reads it. */
export interface OpenInvitation {
  email: string;
  name: string;
  role: CustomerRole | ProducerRole;
  /** The organisation's name. */
  to: string;
  expiresAt: Date;
  /** The address has an account: nothing needs to be chosen, the person signs in as ever. */
  hasAccount: boolean;
}

/** What a link of an invitation opens; null when it is unknown, used, taken back or expired. Changes nothing. */
export function readInvitation(token: string, now: Date): Promise<OpenInvitation | null> {
  return asActor(system, async (tx) => {
    const subject = await readToken(tx, token, "invite", now);
    const found = subject && (await findOpen(tx, subject, now));
    if (!found) return null;
    const { email, name, role, expiresAt } = found;
    const to = await organisationName(tx, found.organisationId);
    return { email, name, role, expiresAt, to, hasAccount: (await findUser(tx, email)) !== undefined };
  });
}

/**
 * Accepts an invitation. A new person chooses name and password and is signed in at once (`sessionId`); somebody with an
 * account only gains the organisation and signs in with their own password. Throws a Refusal: `not_possible` where the
 * link does not hold any more, `invalid` at the field, `conflict` for an account that cannot be both.
 */
export async function acceptInvitation(
  input: { token: string; name?: string; password?: string },
  now: Date,
): Promise<{ sessionId: string | null }> {
  const invitation = await readInvitation(input.token, now);
  if (!invitation) throw over();
  const fresh = invitation.hasAccount ? null : await chosen(invitation.email, input);
  return asActor(system, async (tx) => {
    const subject = await spendToken(tx, input.token, "invite", now);
    const found = subject && (await findOpen(tx, subject, now));
    if (!found) throw over();
    const existing = await findUser(tx, found.email);
    if (!existing && !fresh) throw over();
    if (existing) await join(tx, existing, found);
    const userId = existing?.id ?? (await make(tx, found, fresh!));
    await tx
      .update(invitations)
      .set({ acceptedAt: now })
      .where(and(eq(invitations.organisationId, found.organisationId), eq(invitations.id, found.id)));
    const { organisationId, role } = found;
    const self: Actor = joined(found, userId);
    await logPeopleChange(tx, self, { kind: "person_joined", organisationId, data: { userId, role }, now });
    return { sessionId: existing ? null : await writeSession(tx, userId, { totpVerified: false, now }) };
  });
}

type Invitation = typeof invitations.$inferSelect;

const isStaff = (role: Invitation["role"]): role is ProducerRole => role === "ops" || role === "admin";

/** The newcomer, as the one who joined. */
function joined({ organisationId, role }: Invitation, userId: string): Actor {
  if (isStaff(role)) return { kind: role, userId };
  return { kind: "customer", userId, organisationId, role, approvalLimit: null, approvalCurrency: null };
}

async function chosen(email: string, input: { name?: string; password?: string }) {
  const about = { email, name: input.name };
  const { name, password } = parse(z.object({ name: nameSchema, password: passwordSchema(about) }), input);
  return { name, passwordHash: await hashPassword(password) };
}

async function findOpen(tx: Tx, subject: TokenSubject, now: Date): Promise<Invitation | undefined> {
  const { organisationId, invitationId } = subject;
  if (!organisationId || !invitationId) return undefined;
  const [found] = await tx
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.organisationId, organisationId),
        eq(invitations.id, invitationId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, now),
      ),
    )
    .for("update");
  return found;
}

async function findUser(tx: Tx, email: string) {
  const [found] = await tx
    .select({ id: users.id, producerRole: users.producerRole })
    .from(users)
    .where(eq(users.email, email));
  return found;
}

async function make(
  tx: Tx,
  { organisationId, email, role }: Invitation,
  { name, passwordHash }: { name: string; passwordHash: string },
): Promise<string> {
  const id = newId();
  await tx.insert(users).values({ id, email, name, producerRole: isStaff(role) ? role : null });
  await tx.insert(credentials).values({ userId: id, passwordHash });
  if (!isStaff(role)) await tx.insert(memberships).values({ organisationId, userId: id, role });
  return id;
}

async function join(
  tx: Tx,
  user: { id: string; producerRole: ProducerRole | null },
  { organisationId, role }: Invitation,
): Promise<void> {
  if (organisationId === PRODUCER || isStaff(role) || user.producerRole !== null)
    throw new Refusal(
      "conflict",
      "An account belongs either to the producer's staff or to customers. Ask for an invitation to another address.",
    );
  await tx.insert(memberships).values({ organisationId, userId: user.id, role }).onConflictDoNothing();
}

const over = () =>
  new Refusal(
    "not_possible",
    "This invitation was accepted, taken back or has expired. Ask whoever invited you to send it again.",
  );
