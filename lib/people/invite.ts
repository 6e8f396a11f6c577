import { and, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import { invitations, memberships, users } from "@/db/schema";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { notFound, parse, Refusal } from "@/lib/access/errors";
import { isId, newId } from "@/lib/access/ids";
import { queueMail } from "@/lib/events/queue-mail";
import { emailSchema, nameSchema } from "./fields";
import { logPeopleChange, mayManage, organisationName, PRODUCER } from "./scope";

const invitationLife = 14 * 24 * 3_600_000;

const inviteSchema = z
  .object({
    organisationId: z.string(),
    email: emailSchema,
    name: nameSchema,
    role: z.enum(["customer_admin", "customer_member", "customer_validator", "ops", "admin"]),
  })
  .refine(
    (given) => (given.organisationId === PRODUCER) === (given.role === "ops" || given.role === "admin"),
    {
      path: ["role"],
      message: "Choose one of the roles offered.",
    },
  );

/** What `invite` takes: an organisation (or PRODUCER for the producer's staff), who, and as what. */
export type Invite = z.input<typeof inviteSchema>;

/**
 * Invites a person by mail; the link in it works for 14 days. Throws a Refusal: `conflict` where the person belongs to
 * the organisation already or holds an open invitation, *not found* for another tenant's organisation.
 */
export async function invite(actor: Actor, input: Invite, now: Date): Promise<{ invitationId: string }> {
  mayManage(actor, String(input.organisationId));
  const { organisationId, email, name, role } = parse(inviteSchema, input);
  return asActor(actor, async (tx) => {
    const to = await organisationName(tx, organisationId);
    await refuseDouble(tx, organisationId, email, now);
    const id = newId();
    const invitedBy = actor.kind === "customer" || actor.kind === "admin" ? actor.userId : null;
    const expiresAt = new Date(now.getTime() + invitationLife);
    await tx.insert(invitations).values({ organisationId, id, email, name, role, invitedBy, expiresAt });
    await sendInvitation(tx, { organisationId, id, email, name, invitedBy, to });
    await logPeopleChange(tx, actor, {
      kind: "person_invited",
      organisationId,
      data: { invitationId: id, role },
      now,
    });
    return { invitationId: id };
  });
}

async function refuseDouble(tx: Tx, organisationId: string, email: string, now: Date): Promise<void> {
  const [member] =
    organisationId === PRODUCER
      ? await tx.select({ role: users.producerRole }).from(users).where(eq(users.email, email))
      : await tx
          .select({ role: memberships.role })
          .from(memberships)
          .innerJoin(users, eq(users.id, memberships.userId))
          .where(and(eq(memberships.organisationId, organisationId), eq(users.email, email)));
  if (member)
    throw new Refusal("conflict", `${email} has an account here already.`, {
      fields: { email: [`${email} has an account here already.`] },
    });
  const [waiting] = await tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.organisationId, organisationId), eq(invitations.email, email), isOpen(now)));
  if (waiting)
    throw new Refusal("conflict", `${email} is invited already. Send that invitation again instead.`, {
      fields: { email: [`${email} is invited already. Send that invitation again instead.`] },
    });
}

const isOpen = (now: Date) =>
  and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now));

async function sendInvitation(
  tx: Tx,
  invitation: {
    organisationId: string;
    id: string;
    email: string;
    name: string;
    invitedBy: string | null;
    to: string;
  },
): Promise<void> {
  const { organisationId, id, email, name, invitedBy, to } = invitation;
  const [inviter] = invitedBy
    ? await tx.select({ name: users.name }).from(users).where(eq(users.id, invitedBy))
    : [];
  await queueMail(tx, {
    template: "invite",
    recipient: email,
    organisationId: organisationId === PRODUCER ? null : organisationId,
    data: { invitationId: id, organisationId, name, invitedBy: inviter?.name ?? "Framewatch", to },
  });
}

/** Sends an invitation that was not accepted once more and starts its 14 days again. Throws *not found*. */
export async function inviteAgain(
  actor: Actor,
  invitation: { organisationId: string; invitationId: string },
  now: Date,
): Promise<void> {
  await changeOpen(
    actor,
    invitation,
    { expiresAt: new Date(now.getTime() + invitationLife) },
    async (tx, found) =>
      sendInvitation(tx, { ...found, to: await organisationName(tx, found.organisationId) }),
  );
}

/** Takes an invitation back: its link is dead at once. Throws *not found*, also where it was accepted meanwhile. */
export async function revokeInvitation(
  actor: Actor,
  invitation: { organisationId: string; invitationId: string },
  now: Date,
): Promise<void> {
  await changeOpen(actor, invitation, { revokedAt: now }, (tx, { organisationId, id }) =>
    logPeopleChange(tx, actor, {
      kind: "invitation_revoked",
      organisationId,
      data: { invitationId: id },
      now,
    }),
  );
}

async function changeOpen(
  actor: Actor,
  { organisationId, invitationId }: { organisationId: string; invitationId: string },
  change: { expiresAt?: Date; revokedAt?: Date },
  then: (tx: Tx, found: typeof invitations.$inferSelect) => Promise<void>,
): Promise<void> {
  mayManage(actor, organisationId);
  if (!isId(invitationId)) throw notFound("That invitation");
  await asActor(actor, async (tx) => {
    const [found] = await tx
      .update(invitations)
      .set(change)
      .where(
        and(
          eq(invitations.organisationId, organisationId),
          eq(invitations.id, invitationId),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
        ),
      )
      .returning();
    if (!found) throw notFound("That invitation");
    await then(tx, found);
  });
}
