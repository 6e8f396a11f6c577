import { sql } from "drizzle-orm";
import type { NotificationData } from "@/db/schema/notifications";
import { asActor, type Tx } from "@/lib/access/actor";
import { queueMail } from "@/lib/events/queue-mail";
import type { Kind } from "./kinds";
import { notificationWords } from "./words";

const system = { kind: "system", job: "notices" } as const;
const atOnce = 200;

/** A delivery that is due, with what it says and to whom. */
export interface Due {
  organisation_id: string;
  notification_id: string;
  user_id: string;
  kind: Kind;
  count: number;
  data: NotificationData;
  path: string;
  at: string;
  read_at: string | null;
  name: string;
  email: string;
  producer: boolean;
  /** Switched on, and still of the organisation. */
  reachable: boolean;
}

/** What the deliveries of a notification need to know of it and of its reader. */
export const dueColumns = sql`
  d.organisation_id, d.notification_id, d.user_id, n.kind, n.count, n.data, n.path, n.at, n.read_at, u.name, u.email,
  u.producer_role is not null as producer,
  u.disabled_at is null and (u.producer_role is not null or exists (select 1 from memberships m
    where m.organisation_id = d.organisation_id and m.user_id = u.id)) as reachable`;

/**
 * Turns what is due at once into mails, one for each person however much came together. What was read in the app
 * meanwhile does not leave. Taken and queued in one transaction: no mail is queued twice. Returns how many were.
 */
export async function queueNotices(now: Date): Promise<number> {
  let queued = 0;
  for (;;) {
    const { taken, mails } = await asActor(system, (tx) => queueSome(tx, now));
    queued += mails;
    if (taken < atOnce) return queued;
  }
}

async function queueSome(tx: Tx, now: Date): Promise<{ taken: number; mails: number }> {
  const rows = await tx.execute<Due & Record<string, unknown>>(sql`
    select ${dueColumns}
    from notification_deliveries d
    join notifications n on n.organisation_id = d.organisation_id and n.id = d.notification_id
    join users u on u.id = d.user_id
    where d.channel = 'mail' and d.done_at is null and d.due_at <= ${now.toISOString()}::timestamptz
    order by d.due_at, d.notification_id limit ${atOnce} for update of d skip locked`);
  const byPerson = new Map<string, Due[]>();
  for (const due of rows) {
    if (due.read_at || !due.reachable) continue;
    const key = `${due.organisation_id} ${due.user_id}`;
    byPerson.set(key, [...(byPerson.get(key) ?? []), due]);
  }
  for (const dues of byPerson.values()) await queueNotice(tx, dues);
  await markDone(tx, "mail", rows, now);
  return { taken: rows.length, mails: byPerson.size };
}

async function queueNotice(tx: Tx, dues: readonly Due[]): Promise<void> {
  const { name, email, user_id: userId, organisation_id: organisationId, producer, path } = dues[0]!;
  await queueMail(tx, {
    template: "notice",
    recipient: email,
    userId,
    organisationId,
    data: {
      name,
      lines: dues.map(notificationWords),
      path: dues.length === 1 ? path : producer ? "/ops/notifications" : "/notifications",
      stops: [...new Set(dues.map(({ kind }) => kind))],
    },
  });
}

/** Notes deliveries as done, each with why it did not leave where it did not. */
export async function markDone(
  tx: Tx,
  channel: "mail" | "digest",
  dues: readonly Due[],
  now: Date,
): Promise<void> {
  const rows = dues.map(({ organisation_id, notification_id, read_at, reachable }) => ({
    organisation_id,
    notification_id,
    failure: reachable ? (read_at ? "read before it left" : null) : "the account is switched off",
  }));
  await tx.execute(sql`
    update notification_deliveries d set done_at = ${now.toISOString()}::timestamptz, failure = r.failure
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (organisation_id uuid, notification_id uuid, failure text)
    where d.organisation_id = r.organisation_id and d.notification_id = r.notification_id and d.channel = ${channel}`);
}
