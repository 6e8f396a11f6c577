import { sql } from "drizzle-orm";
import type { Notice } from "@/db/schema/notifications";
import { asActor, type Tx } from "@/lib/access/actor";
import type { Happening } from "./happening";
import { readNews, type UntoldNews } from "./read-news";
import { tell } from "./tell";

const system = { kind: "system", job: "tell news" } as const;
/** News read in one transaction. */
const atOnce = 100;
/** After a long pause of the jobs, and of what a demo is told with: older news is history, not news. */
const tooOld = 7 * 24 * 3_600_000;

/**
 * Tells people what the outbox holds and nobody was told of yet. News is taken and told in one transaction, so a process
 * that dies has told nothing and the next one takes it again; two never take the same. Returns how many were taken.
 */
export async function tellNews(now: Date): Promise<number> {
  let taken = 0;
  for (;;) {
    const part = await asActor(system, (tx) => tellSome(tx, now));
    taken += part;
    if (part < atOnce) return taken;
  }
}

async function tellSome(tx: Tx, now: Date): Promise<number> {
  const rows = await tx.execute<{
    organisation_id: string;
    id: string;
    notice: Notice | null;
    topic: string | null;
    subject: UntoldNews["subject"];
    at: string | null;
  }>(sql`
    with taken as (
      delete from untold_news u using (
        select organisation_id, id from untold_news order by id limit ${atOnce} for update skip locked) mine
      where u.organisation_id = mine.organisation_id and u.id = mine.id
      returning u.organisation_id, u.id, u.notice)
    select t.organisation_id, t.id, t.notice, o.topic, o.subject, coalesce(o.at::text, t.notice ->> 'at') as at
    from taken t left join outbox o on o.organisation_id = t.organisation_id and o.id = t.id order by t.id`);
  const byOrganisation = new Map<string, Happening[]>();
  for (const { organisation_id, id, notice, topic, subject, at } of rows) {
    const happened = at === null ? null : new Date(at);
    if (!happened || now.getTime() - happened.getTime() > tooOld) continue;
    const happenings = await readNews(tx, organisation_id, { id, notice, topic, subject, at: happened });
    byOrganisation.set(organisation_id, [...(byOrganisation.get(organisation_id) ?? []), ...happenings]);
  }
  for (const [organisationId, happenings] of [...byOrganisation].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    await tell(tx, organisationId, happenings, now);
  return rows.length;
}
