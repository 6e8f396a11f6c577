import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { memberships } from "@/db/schema";
import { type Actor, asActor } from "@/lib/access/actor";
import { notFound, parse } from "@/lib/access/errors";
import { isId } from "@/lib/access/ids";
import { endReportsTo } from "@/lib/subscriptions/end-subscription";
import { keepAnAdmin } from "./last-admin";
import { logPeopleChange, mayManage } from "./scope";

const changeSchema = z
  .object({
    role: z.enum(["customer_admin", "customer_member", "customer_validator"]),
    /** Minor units of `approvalCurrency`; null where none is set. */
    approvalLimit: z
      .number("Enter an amount.")
      .int("Enter an amount.")
      .min(0, "Enter an amount of 0 or more.")
      .max(1_000_000_000_00, "Enter a smaller amount.")
      .nullable(),
    approvalCurrency: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{3}$/, "Enter a currency of three letters, such as EUR.")
      .nullable(),
  })
  .refine((given) => (given.approvalLimit === null) === (given.approvalCurrency === null), {
    path: ["approvalCurrency"],
    message: "A limit needs both an amount and a currency.",
  });

export interface MembershipKey {
  organisationId: string;
  userId: string;
}

/**
 * Gives a member of an organisation another role or approval limit; it holds from their next request on. Throws a Refusal:
 * *not found*, or `not_possible` for the last admin.
 */
export async function changeMembership(
  actor: Actor,
  { organisationId, userId }: MembershipKey,
  input: z.input<typeof changeSchema>,
  now: Date,
): Promise<void> {
  mayManage(actor, organisationId);
  const change = parse(changeSchema, input);
  if (!isId(userId)) throw notFound("That person");
  await asActor(actor, async (tx) => {
    if (change.role !== "customer_admin") await keepAnAdmin(tx, organisationId, userId);
    const changed = await tx
      .update(memberships)
      .set(change)
      .where(and(eq(memberships.organisationId, organisationId), eq(memberships.userId, userId)))
      .returning({ userId: memberships.userId });
    if (changed.length === 0) throw notFound("That person");
    const data = { userId, ...change };
    await logPeopleChange(tx, actor, { kind: "role_changed", organisationId, data, now });
  });
}

/**
 * Takes a person out of an organisation; their next request there is refused, and no report goes to them any more. Throws
 * like `changeMembership`.
 */
export async function removeMember(
  actor: Actor,
  { organisationId, userId }: MembershipKey,
  now: Date,
): Promise<void> {
  mayManage(actor, organisationId);
  if (!isId(userId)) throw notFound("That person");
  await asActor(actor, async (tx) => {
    await keepAnAdmin(tx, organisationId, userId);
    await endReportsTo(tx, organisationId, userId);
    const removed = await tx
      .delete(memberships)
      .where(and(eq(memberships.organisationId, organisationId), eq(memberships.userId, userId)))
      .returning({ userId: memberships.userId });
    if (removed.length === 0) throw notFound("That person");
    await logPeopleChange(tx, actor, { kind: "person_removed", organisationId, data: { userId }, now });
  });
}
