import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { batches, orders, scheduledReports, subscriptions, users } from "@/db/schema";
import { type Actor, asActor, type CustomerActor, roleOf, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import {
  askSubscription,
  countAsking,
  emailSchema,
  SUBSCRIBED_ONCE,
  subscribersOf,
} from "@/lib/subscriptions/ask-subscription";
import { endSubscriptions } from "@/lib/subscriptions/end-subscription";
import { nextMonday } from "@/lib/subscriptions/next-monday";
import { rulesInForce } from "@/lib/variants/rules";
import { type Scope, scopeOfBatch, scopeOfOrder, scopeOfOrganisation } from "./scope";

/** As many addresses of one organisation may be sent reports, so that nobody mails strangers through it. */
const MOST_ADDRESSES = 100;

const weeklySchema = z.object({
  scope: z.enum(["batch", "order", "organisation"]),
  subjectId: idSchema.nullable().default(null),
  email: emailSchema,
});

/**
 * Mails the Summary Report of a batch, an order or everything to an address every Monday. One's own begins at once;
 * anybody else is asked first and sent nothing before they say yes. Answers whether it has begun. It holds what a
 * stakeholder may see, so it needs the right to share. Throws *not found* for what the actor may not see, `limited` where
 * an address was asked too often.
 */
export async function mailWeekly(
  actor: Actor,
  input: z.input<typeof weeklySchema>,
  at: Date,
): Promise<{ begun: boolean }> {
  if (actor.kind !== "customer" || !can(roleOf(actor), "share")) throw notPermitted("send reports to others");
  const { email, ...of } = parse(weeklySchema, input);
  const { organisationId } = actor;
  const isOwn = (await ownAddress(actor)) === email;
  if (!isOwn) await countAsking(email, at);
  return asActor(actor, async (tx) => {
    const { kind, id: subjectId } = await scopeWanted(tx, actor, of);
    const scope = kind as (typeof of)["scope"];
    const mine = and(eq(subscriptions.organisationId, organisationId), eq(subscriptions.kind, "report"));
    const [{ n } = { n: 0 }] = await tx
      .select({ n: sql<number>`count(*)::int` })
      .from(subscriptions)
      .where(mine);
    if (n >= MOST_ADDRESSES)
      throw new Refusal(
        "limited",
        `Reports go to ${MOST_ADDRESSES} addresses already. End one of them first.`,
      );
    const [scheduled] = await tx
      .insert(scheduledReports)
      .values({ organisationId, id: newId(), scope, subjectId, createdBy: actor.userId, createdAt: at })
      .onConflictDoNothing()
      .returning({ id: scheduledReports.id });
    const id = scheduled?.id ?? (await known(tx, organisationId, { scope, subjectId }));
    if (!isOwn) {
      // Asked once, so that nobody's box is filled with questions; it is forgotten after two days and may be asked again.
      const before = await subscribersOf(tx, { organisationId, kind: "report", subjectId: id });
      if (before.some((subscriber) => subscriber.email === email)) return { begun: false };
      await askSubscription(
        tx,
        { organisationId, kind: "report", subjectId: id },
        { email, locale: "en-GB" },
        at,
      );
      return { begun: false };
    }
    const { calendar } = await rulesInForce(tx);
    const begins = { confirmedAt: at, nextAt: nextMonday(at, calendar.zone) };
    await tx
      .insert(subscriptions)
      .values({
        organisationId,
        id: newId(),
        kind: "report",
        subjectId: id,
        email,
        locale: "en-GB",
        createdAt: at,
        ...begins,
      })
      // A colleague may have asked for it before.
      .onConflictDoUpdate({
        target: SUBSCRIBED_ONCE,
        set: begins,
        setWhere: isNull(subscriptions.confirmedAt),
      });
    return { begun: true };
  });
}

async function ownAddress(actor: CustomerActor): Promise<string | undefined> {
  const [own] = await asActor(
    actor,
    (tx) => tx.select({ email: users.email }).from(users).where(eq(users.id, actor.userId)),
    { readOnly: true },
  );
  return own?.email.toLowerCase();
}

/** What is asked for, seen with the actor's eyes; a merged batch is where it went. */
function scopeWanted(
  tx: Tx,
  actor: CustomerActor,
  { scope, subjectId }: Pick<z.output<typeof weeklySchema>, "scope" | "subjectId">,
): Promise<Scope> {
  switch (scope) {
    case "organisation":
      return scopeOfOrganisation(tx, actor.organisationId);
    case "batch":
      return scopeOfBatch(tx, subjectId ?? "");
    case "order":
      return scopeOfOrder(tx, subjectId ?? "");
  }
}

async function known(
  tx: Tx,
  organisationId: string,
  { scope, subjectId }: { scope: "batch" | "order" | "organisation"; subjectId: string },
): Promise<string> {
  const [found] = await tx
    .select({ id: scheduledReports.id })
    .from(scheduledReports)
    .where(
      and(
        eq(scheduledReports.organisationId, organisationId),
        eq(scheduledReports.scope, scope),
        eq(scheduledReports.subjectId, subjectId),
      ),
    );
  if (!found) throw notFound("This report");
  return found.id;
}

export interface WeeklyLine {
  subscriptionId: string;
  /** The batch's name, the order's number; null for everything. */
  of: string | null;
  email: string;
  /** Null while its owner has not said yes. */
  nextAt: Date | null;
}

/** Who is sent a report every Monday, by address. Inside the caller's transaction. */
export async function listWeekly(tx: Tx, organisationId: string): Promise<WeeklyLine[]> {
  return tx
    .select({
      subscriptionId: subscriptions.id,
      of: sql<string | null>`coalesce(${batches.name}, ${orders.number})`,
      email: subscriptions.email,
      nextAt: subscriptions.nextAt,
    })
    .from(subscriptions)
    .innerJoin(
      scheduledReports,
      and(
        eq(scheduledReports.organisationId, subscriptions.organisationId),
        eq(scheduledReports.id, subscriptions.subjectId),
      ),
    )
    .leftJoin(
      batches,
      and(
        eq(batches.organisationId, scheduledReports.organisationId),
        eq(batches.id, scheduledReports.subjectId),
      ),
    )
    .leftJoin(
      orders,
      and(
        eq(orders.organisationId, scheduledReports.organisationId),
        eq(orders.id, scheduledReports.subjectId),
      ),
    )
    .where(and(eq(subscriptions.organisationId, organisationId), eq(subscriptions.kind, "report")))
    .orderBy(subscriptions.email, subscriptions.id);
}

/** Ends what goes to one address and forgets it. Again changes nothing. */
export async function endWeekly(actor: Actor, input: { subscriptionId: string }): Promise<void> {
  if (actor.kind !== "customer" || !can(roleOf(actor), "share")) throw notPermitted("end reports to others");
  const subscriptionId = parse(idSchema, input.subscriptionId);
  const { organisationId } = actor;
  await asActor(actor, async (tx) => {
    const [found] = await tx
      .select({ subjectId: subscriptions.subjectId })
      .from(subscriptions)
      .where(
        and(
          eq(subscriptions.organisationId, organisationId),
          eq(subscriptions.kind, "report"),
          eq(subscriptions.id, subscriptionId),
        ),
      );
    if (!found) return;
    await endSubscriptions(
      tx,
      { organisationId, kind: "report", subjectId: found.subjectId },
      subscriptionId,
    );
  });
}
