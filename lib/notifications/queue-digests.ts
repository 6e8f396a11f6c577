import { sql } from "drizzle-orm";
import { asActor, type Tx } from "@/lib/access/actor";
import { queueMail } from "@/lib/events/queue-mail";
import { type Digested, digestSections } from "./digest-sections";
import { type Due, dueColumns, markDone } from "./queue-notices";
import { waitingFor } from "./waiting-for";

const system = { kind: "system", job: "digests" } as const;

/**
 * Sums up what is due for the digest, one mail for each person, with what waits for them now on top. Each person's is
 * queued in one transaction under a lock of theirs, so that several processes make one. Returns how many were queued.
 */
export async function queueDigests(now: Date): Promise<number> {
  const people = await asActor(system, (tx) =>
    tx.execute<{ user_id: string }>(sql`
      select distinct user_id from notification_deliveries
      where channel = 'digest' and done_at is null and due_at <= ${now.toISOString()}::timestamptz`),
  );
  let queued = 0;
  for (const { user_id } of people)
    if (await asActor(system, (tx) => queueDigest(tx, user_id, now))) queued += 1;
  return queued;
}

async function queueDigest(tx: Tx, userId: string, now: Date): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('digest'), hashtext(${userId}))`);
  const dues = await tx.execute<Due & Digested & { organisation: string; rhythm: "daily" | "weekly" }>(sql`
    select ${dueColumns}, n.batch_id, o.name as organisation, case s.digest when 'weekly' then 'weekly' else 'daily' end as rhythm
    from notification_deliveries d
    join notifications n on n.organisation_id = d.organisation_id and n.id = d.notification_id
    join users u on u.id = d.user_id
    join organisations o on o.id = d.organisation_id
    left join notification_settings s on s.user_id = u.id
    where d.user_id = ${userId} and d.channel = 'digest' and d.done_at is null
      and d.due_at <= ${now.toISOString()}::timestamptz
    order by n.at, n.id for update of d`);
  await markDone(tx, "digest", dues, now);
  const told = dues.filter(({ reachable }) => reachable);
  const first = told[0];
  if (!first) return false;
  const { name, email, producer, rhythm } = first;
  const organisations = [...new Map(told.map((due) => [due.organisation_id, due.organisation]))];
  const waits = producer
    ? []
    : (await Promise.all(organisations.map(([id]) => waitingFor(tx, id, userId)))).flat();
  await queueMail(tx, {
    template: "digest",
    recipient: email,
    userId,
    data: {
      name,
      rhythm,
      sections: digestSections(waits, told, organisations.length > 1),
      path: producer ? "/ops/notifications" : `/review/${rhythm}`,
      stops: ["digest"],
    },
  });
  return true;
}
