import { eq } from "drizzle-orm";
import { z } from "zod";
import { alertLog, alertMarks, users } from "@/db/schema";
import type { AlertSide } from "@/db/schema/attention";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";
import { rulesInForce } from "@/lib/variants/rules";
import { causesOf, keyOf } from "./causes";

const DAY = 86_400_000;
/** Longest snooze: who puts something off for longer has not seen it. */
const LONGEST = 60 * DAY;

const schema = z.object({
  key: z.string().min(1).max(200),
  /** Named by the producer's people, who act for many; a customer's is its own. */
  organisationId: idSchema.nullish(),
});

type Given = z.input<typeof schema>;
type Change = Partial<Omit<typeof alertMarks.$inferInsert, "organisationId" | "key" | "side">>;
type LogEvent = (typeof alertLog.$inferInsert)["event"];

/** Says that somebody has seen it. It stays an alert, and is marked for everybody of the same side. */
export function acknowledgeAlert(actor: Actor, input: Given, at: Date): Promise<void> {
  const { userId } = marker(actor);
  return mark(actor, parse(schema, input), at, "acknowledged", {
    acknowledgedAt: at,
    acknowledgedBy: userId,
  });
}

const snoozeSchema = schema.extend({ until: z.coerce.date() });

/** Puts an alert off until a moment, 60 days ahead at most: lists and counts leave it out till then. */
export function snoozeAlert(actor: Actor, input: z.input<typeof snoozeSchema>, at: Date): Promise<void> {
  marker(actor);
  const { until, ...given } = parse(snoozeSchema, input);
  if (until <= at) throw new Refusal("invalid", "Choose a moment that is still to come.");
  if (until.getTime() > at.getTime() + LONGEST)
    throw new Refusal("invalid", "An alert can be put off for 60 days at most.");
  const data = { until: until.toISOString() };
  return mark(actor, given, at, "snoozed", { snoozedAt: at, snoozedUntil: until }, data);
}

/** Brings a snoozed alert back at once. */
export function wakeAlert(actor: Actor, input: Given, at: Date): Promise<void> {
  marker(actor);
  return mark(actor, parse(schema, input), at, "woken", { snoozedAt: null, snoozedUntil: null });
}

const assignSchema = schema.extend({ assigneeId: idSchema.nullable() });

/** Gives an alert to somebody of the producer's staff, or to nobody. */
export function assignAlert(actor: Actor, input: z.input<typeof assignSchema>, at: Date): Promise<void> {
  if (!can(roleOf(actor), "assign")) throw notPermitted("assign alerts");
  const { assigneeId, ...given } = parse(assignSchema, input);
  const change = { assignedAt: at, assigneeId };
  return mark(actor, given, at, "assigned", change, { assigneeId }, async (tx) => {
    if (!assigneeId) return;
    const [person] = await tx
      .select({ role: users.producerRole, disabledAt: users.disabledAt })
      .from(users)
      .where(eq(users.id, assigneeId));
    if (!person?.role || person.disabledAt)
      throw new Refusal("invalid", "Choose somebody of the producer's staff.");
  });
}

function marker(actor: Actor): { userId: string } {
  if (!can(roleOf(actor), "acknowledgeAlert") || !("userId" in actor))
    throw notPermitted("acknowledge alerts");
  return { userId: actor.userId };
}

/** Whose acknowledgements an actor reads and writes. */
export const sideOf = (actor: Actor): AlertSide => (actor.kind === "customer" ? "customer" : "producer");

async function mark(
  actor: Actor,
  { key, organisationId: named }: z.output<typeof schema>,
  at: Date,
  event: LogEvent,
  change: Change,
  data: Record<string, unknown> = {},
  check: (tx: Tx) => Promise<void> = async () => {},
): Promise<void> {
  const organisationId = actor.kind === "customer" ? actor.organisationId : named;
  if (!organisationId) throw notFound("This alert");
  const side = sideOf(actor);
  const { actorKind, actorId } = signature(actor);
  await asActor(actor, async (tx) => {
    await check(tx);
    const causes = await causesOf(tx, organisationId, { now: at, rules: await rulesInForce(tx) });
    if (!causes.some((cause) => keyOf(cause) === key)) throw notFound("This alert");
    await tx
      .insert(alertMarks)
      .values({ organisationId, key, side, ...change })
      .onConflictDoUpdate({
        target: [alertMarks.organisationId, alertMarks.key, alertMarks.side],
        set: change,
      });
    await tx
      .insert(alertLog)
      .values({ organisationId, id: newId(), key, event, side, data, actorKind, actorId, at });
    const internal = side === "producer";
    await record(tx, [{ organisationId, topic: "alerts", subject: { keys: [key], internal }, at }]);
  });
}
