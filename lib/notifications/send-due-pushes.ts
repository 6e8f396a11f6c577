import { eq, inArray, sql } from "drizzle-orm";
import { pushSubscriptions } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { OutboundRefused } from "@/lib/outbound/request";
import { GROUP_LABELS, KINDS } from "./kinds";
import { type Due, dueColumns } from "./queue-notices";
import { type PushMessage, sendPush } from "./send-push";
import { notificationWords } from "./words";

const system = { kind: "system", job: "push" } as const;
const minute = 60_000;
const atOnce = 50;
const attemptsAtMost = 5;
/** Longer than a round of calls takes: who holds them longer has died. */
const leaseFor = 2 * minute;

type LeasedPush = Due & { attempts: number };
type Subscription = typeof pushSubscriptions.$inferSelect;

/**
 * Sends the pushes that are due to every browser of their people. Taken with a lease, so two processes never send the
 * same at once; one that dies leaves them to the next, and the browser replaces what it shows by the tag. Browsers that
 * are gone are forgotten. Returns how many left.
 */
export async function sendDuePushes(now: Date): Promise<{ sent: number; failed: number }> {
  const result = { sent: 0, failed: 0 };
  for (;;) {
    const leased = await lease(now);
    const browsers = await browsersOf(leased);
    for (const push of leased) {
      const failure =
        push.read_at || !push.reachable ? null : await send(push, browsers.get(push.user_id) ?? [], now);
      await note(push, failure, now);
      result[failure === null ? "sent" : "failed"] += 1;
    }
    if (leased.length < atOnce) return result;
  }
}

function lease(now: Date): Promise<LeasedPush[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const until = new Date(now.getTime() + leaseFor).toISOString();
  return asActor(system, async (tx) => {
    const rows = await tx.execute<LeasedPush & Record<string, unknown>>(sql`
      with due as (
        select organisation_id, notification_id from notification_deliveries
        where channel = 'push' and done_at is null and due_at <= ${at} and (leased_until is null or leased_until < ${at})
        order by due_at limit ${atOnce} for update skip locked),
      d as (
        update notification_deliveries t set leased_until = ${until}::timestamptz, attempts = t.attempts + 1 from due
        where t.organisation_id = due.organisation_id and t.notification_id = due.notification_id and t.channel = 'push'
        returning t.*)
      select ${dueColumns}, d.attempts
      from d join notifications n on n.organisation_id = d.organisation_id and n.id = d.notification_id
      join users u on u.id = d.user_id order by d.due_at`);
    return [...rows];
  });
}

async function browsersOf(pushes: readonly LeasedPush[]): Promise<Map<string, Subscription[]>> {
  if (pushes.length === 0) return new Map();
  const users = [...new Set(pushes.map(({ user_id }) => user_id))];
  const rows = await asActor(system, (tx) =>
    tx.select().from(pushSubscriptions).where(inArray(pushSubscriptions.userId, users)),
  );
  return new Map(users.map((user) => [user, rows.filter(({ userId }) => userId === user)]));
}

/** Sends one push to each browser; why it did not reach one that still exists, or null. */
async function send(push: LeasedPush, browsers: readonly Subscription[], now: Date): Promise<string | null> {
  let failure: string | null = null;
  for (const browser of browsers) {
    try {
      const outcome = await sendPush(browser, messageOf(push));
      await asActor(system, async (tx) => {
        if (outcome === "gone")
          await tx.delete(pushSubscriptions).where(eq(pushSubscriptions.id, browser.id));
        else
          await tx
            .update(pushSubscriptions)
            .set({ lastSentAt: now })
            .where(eq(pushSubscriptions.id, browser.id));
      });
    } catch (error) {
      // An address that is refused stays refused: it is noted, not tried again.
      const why = error instanceof Error ? error.message : String(error);
      failure = error instanceof OutboundRefused ? (failure ?? `refused: ${why}`) : why;
    }
  }
  return failure;
}

function messageOf({ kind, count, data, path, notification_id }: LeasedPush): PushMessage {
  return {
    title: GROUP_LABELS[KINDS[kind].group],
    body: notificationWords({ kind, count, data }),
    path,
    tag: notification_id.replaceAll("-", ""),
  };
}

/** Done, or to be tried again after a growing pause. */
async function note(push: LeasedPush, failure: string | null, now: Date): Promise<void> {
  const isOver = failure === null || failure.startsWith("refused: ") || push.attempts >= attemptsAtMost;
  const again = new Date(now.getTime() + 2 ** push.attempts * minute).toISOString();
  const end = isOver
    ? sql`done_at = ${now.toISOString()}::timestamptz, leased_until = null`
    : sql`leased_until = ${again}::timestamptz`;
  await asActor(system, (tx) =>
    tx.execute(sql`
      update notification_deliveries set ${end}, failure = ${failure?.slice(0, 300) ?? null}
      where organisation_id = ${push.organisation_id} and notification_id = ${push.notification_id} and channel = 'push'`),
  );
}
