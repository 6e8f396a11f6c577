import { sql } from "drizzle-orm";
import { notificationCauses, notificationDeliveries, notifications } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { record } from "@/lib/events/record";
import { audienceOf, type Person } from "./audience";
import { concerns, type Happening } from "./happening";
import { type Channel, channelsOf, KINDS } from "./kinds";
import { endOfQuiet, nextDigest } from "./quiet-hours";

const minute = 60_000;
/** What is older is listed and summed up, but disturbs nobody any more. */
const disturbsFor = 24 * 60 * minute;
/** More of the same joins a notification this long, unless it was read or left by mail or push. */
const joinsFor = 10 * minute;

interface Telling {
  person: Person;
  happening: Happening;
  channels: Channel[];
  group: string;
}

/**
 * Tells people of happenings in one organisation, inside the caller's transaction: each cause once to each person, more
 * of the same batch joined into one notification. Returns how many notifications are new. As the system.
 */
export async function tell(
  tx: Tx,
  organisationId: string,
  happenings: readonly Happening[],
  now: Date,
): Promise<number> {
  if (happenings.length === 0) return 0;
  const tellings = tellingsOf(await audienceOf(tx, organisationId), happenings);
  if (tellings.length === 0) return 0;
  const open = await openGroups(tx, organisationId, tellings, now);
  const ids = new Map(tellings.map(({ group }) => [group, open.get(group) ?? newId()]));
  const fresh = await claimCauses(tx, organisationId, tellings, ids);
  const made = new Map<string, Telling[]>();
  for (const telling of fresh) made.set(telling.group, [...(made.get(telling.group) ?? []), telling]);
  const begun = [...made].filter(([group]) => !open.has(group));
  for (const [group, more] of made)
    if (open.has(group)) await join(tx, organisationId, ids.get(group)!, more);
  await begin(
    tx,
    organisationId,
    begun.map(([group, all]) => ({ id: ids.get(group)!, all })),
    now,
  );
  await ringBells(tx, organisationId, [...made.values()], now);
  return begun.length;
}

function tellingsOf(people: readonly Person[], happenings: readonly Happening[]): Telling[] {
  return happenings.flatMap((happening) =>
    people
      .filter((person) => concerns(happening, person))
      .map((person) => {
        const { kind, batchId, data, cause } = happening;
        const same =
          data.words || kind === "batch_ready"
            ? cause
            : `${batchId} ${data.event} ${data.place} ${!!data.reminder}`;
        const channels = channelsOf(person.role, kind, person.choices);
        return { person, happening, channels, group: `${person.userId} ${kind} ${same}` };
      })
      .filter(({ channels }) => channels.length > 0),
  );
}

/** Notifications that more of the same may join, by group; their deliveries are locked, so none leaves meanwhile. */
async function openGroups(
  tx: Tx,
  organisationId: string,
  tellings: readonly Telling[],
  now: Date,
): Promise<Map<string, string>> {
  const users = `{${[...new Set(tellings.map(({ person }) => person.userId))].join(",")}}`;
  const since = new Date(now.getTime() - joinsFor).toISOString();
  const rows = await tx.execute<{
    id: string;
    user_id: string;
    kind: string;
    same: string;
    sent: boolean;
  }>(sql`
    select n.id, n.user_id, n.kind, n.batch_id || ' ' || coalesce(n.data ->> 'event', 'undefined') || ' ' ||
      coalesce(n.data ->> 'place', 'undefined') || ' ' || coalesce(n.data ->> 'reminder', 'false') as same,
      coalesce(d.done_at is not null or d.leased_until is not null, false) as sent
    from notifications n
    left join lateral (select * from notification_deliveries d where d.organisation_id = n.organisation_id
      and d.notification_id = n.id for update) d on true
    where n.organisation_id = ${organisationId} and n.user_id = any(${users}::uuid[]) and n.batch_id is not null
      and n.read_at is null and n.at > ${since}::timestamptz
    order by n.id`);
  const left = new Set(rows.filter(({ sent }) => sent).map(({ id }) => id));
  return new Map(
    rows
      .filter(({ id }) => !left.has(id))
      .map(({ id, user_id, kind, same }) => [`${user_id} ${kind} ${same}`, id]),
  );
}

/** Of all tellings those that nobody made before: the key of the table decides between processes. */
async function claimCauses(
  tx: Tx,
  organisationId: string,
  tellings: readonly Telling[],
  ids: ReadonlyMap<string, string>,
): Promise<Telling[]> {
  const keyOf = (userId: string, cause: string) => `${userId} ${cause}`;
  const byKey = new Map(tellings.map((t) => [keyOf(t.person.userId, t.happening.cause), t]));
  // In one order everywhere, so that two processes wait for each other instead of locking each other out.
  const sorted = [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, telling]) => telling);
  const fresh: Telling[] = [];
  for (let from = 0; from < sorted.length; from += 1_000) {
    const claimed = await tx
      .insert(notificationCauses)
      .values(
        sorted.slice(from, from + 1_000).map(({ person, happening, group }) => ({
          organisationId,
          userId: person.userId,
          cause: happening.cause,
          notificationId: ids.get(group)!,
        })),
      )
      .onConflictDoNothing()
      .returning({ userId: notificationCauses.userId, cause: notificationCauses.cause });
    for (const { userId, cause } of claimed) fresh.push(byKey.get(keyOf(userId, cause))!);
  }
  return fresh;
}

/** The bells of open pages follow by themselves. */
async function ringBells(
  tx: Tx,
  organisationId: string,
  told: readonly (readonly Telling[])[],
  at: Date,
): Promise<void> {
  const inApp = told.filter(([first]) => first?.channels.includes("app"));
  const userIds = [...new Set(inApp.map(([first]) => first!.person.userId))];
  if (userIds.length > 0)
    await record(tx, [{ organisationId, topic: "notifications", subject: { userIds }, at }]);
}

const countOf = (all: readonly Telling[]) => all.reduce((sum, { happening }) => sum + happening.count, 0);

async function join(tx: Tx, organisationId: string, id: string, more: readonly Telling[]): Promise<void> {
  await tx.execute(sql`update notifications set count = count + ${countOf(more)}
    where organisation_id = ${organisationId} and id = ${id}`);
}

async function begin(
  tx: Tx,
  organisationId: string,
  groups: readonly { id: string; all: Telling[] }[],
  now: Date,
): Promise<void> {
  for (let from = 0; from < groups.length; from += 500) {
    const part = groups.slice(from, from + 500);
    await tx.insert(notifications).values(
      part.map(({ id, all }) => {
        const { person, happening, channels } = all[0]!;
        return {
          organisationId,
          id,
          userId: person.userId,
          kind: happening.kind,
          batchId: happening.batchId,
          count: countOf(all),
          data: happening.data,
          path: person.member ? happening.path.customer : happening.path.producer,
          inApp: channels.includes("app"),
          at: happening.at,
        };
      }),
    );
    const deliveries = part.flatMap(({ id, all }) =>
      duesOf(all[0]!, now).map((due) => ({
        organisationId,
        notificationId: id,
        userId: all[0]!.person.userId,
        ...due,
      })),
    );
    if (deliveries.length > 0) await tx.insert(notificationDeliveries).values(deliveries);
  }
}

/** What leaves, and when: settled and outside quiet hours, or with the next digest. */
function duesOf(
  { person, happening, channels }: Telling,
  now: Date,
): { channel: Exclude<Channel, "app">; dueAt: Date }[] {
  const { quiet, zone, digest } = person;
  const disturbs = now.getTime() - happening.at.getTime() < disturbsFor;
  const settled = new Date(now.getTime() + KINDS[happening.kind].settles * minute);
  const due: { channel: Exclude<Channel, "app">; dueAt: Date }[] = [];
  for (const channel of channels) {
    // What is said in a ticket is mailed whole, by lib/support.
    if (channel === "app" || (channel === "mail" && happening.kind === "ticket_answered")) continue;
    if (channel !== "digest") {
      if (disturbs) due.push({ channel, dueAt: endOfQuiet(settled, quiet, zone) });
    } else if (digest) due.push({ channel, dueAt: nextDigest(now, digest, quiet, zone) });
  }
  return due;
}
