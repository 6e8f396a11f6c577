import { sql } from "drizzle-orm";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { rulesInForce } from "@/lib/variants/rules";
import { type Batch, refreshPromise, type VersionedRules } from "./refresh-promise";

const system: Actor = { kind: "system", job: "promises" };
/** Without news a date is reckoned anew after an hour: time passing moves it too. */
const EVERY_MS = 3_600_000;
/** Batches of one run: a killed one leaves the rest to the next, the longest waiting first. */
const MOST = 200;
/** News that a running command has written but not yet committed is seen for so long. */
const OVERLAP_MS = 150_000;

/** News this process has answered, until they are too old to be read again; null before its first run. */
let answered: Map<string, number> | null = null;

/**
 * Reckons the dates of every batch there is news of, of those never reckoned, and of those with a date again each hour. Answers
 * how many were written. May run in several processes at once; a repeated run changes nothing.
 */
export async function refreshPromises(now: Date): Promise<number> {
  const { due, news } = await asActor(system, (tx) => findDue(tx, now), { readOnly: true });
  let written = 0;
  for (const batch of due) if (await reckonAnew(batch, now)) written += 1;
  if (due.length < MOST) answered = remember(news);
  return written;
}

/**
 * Reckons every batch with a date anew, whenever that was done last: for when much changed at once, as after learning.
 * Answers how many were written.
 */
export async function refreshEveryPromise(now: Date): Promise<number> {
  const dated = await asActor(
    system,
    (tx) =>
      tx.execute<{ organisation_id: string; batch_id: string }>(sql`
        select b.organisation_id, b.id as batch_id from batches b
        join lateral (select kind from promises l where l.organisation_id = b.organisation_id and l.batch_id = b.id
          order by version desc limit 1) l on l.kind in ('range', 'conditional')
        where b.merged_into is null`),
    { readOnly: true },
  );
  let written = 0;
  for (const { organisation_id: organisationId, batch_id: batchId } of dated)
    if (await reckonAnew({ organisationId, batchId }, now)) written += 1;
  return written;
}

const reckonAnew = (batch: Batch, now: Date) =>
  asActor(system, async (tx) => refreshPromise(tx, batch, { rules: await versionedRules(tx), now }));

/** The rules in force with the versions a promise is written under. */
export async function versionedRules(tx: Tx): Promise<VersionedRules> {
  const [rules, [versions]] = await Promise.all([
    rulesInForce(tx),
    tx.execute<{ calendar: number; policy: number }>(sql`
      select coalesce((select max(version) from calendar_versions), 0) as calendar,
        coalesce((select max(version) from policy_versions), 0) as policy`),
  ]);
  return {
    ...rules,
    calendarVersion: versions?.calendar ?? 0,
    policyVersion: versions?.policy ?? 0,
    modelVersion: rules.learned?.version ?? 0,
  };
}

type News = { id: string; at: number };

function remember(news: News[]): Map<string, number> {
  const known = [...(answered ?? []), ...news.map(({ id, at }) => [id, at] as const)];
  return new Map(known.filter(([, at]) => at >= Date.now() - 2 * OVERLAP_MS));
}

async function findDue(tx: Tx, now: Date): Promise<{ due: Batch[]; news: News[] }> {
  const [news, waiting] = await Promise.all([recentNews(tx), longWaiting(tx, now)]);
  const fresh = news.filter(({ id }) => !answered?.has(id));
  const due = new Map<string, Batch>();
  for (const { organisation_id, batch_id } of [...fresh, ...waiting])
    if (due.size < MOST) due.set(batch_id, { organisationId: organisation_id, batchId: batch_id });
  return { due: [...due.values()], news: fresh.map(({ id, at }) => ({ id, at })) };
}

/**
 * News of batches from the last minutes, read by their ids: those begin with the time they were made, and the outbox
 * is keyed by organisation and id. The first run reads an hour; what came before is long waiting.
 */
function recentNews(tx: Tx) {
  const from = idOf(Date.now() - (answered ? OVERLAP_MS : EVERY_MS));
  return tx
    .execute<{ id: string; organisation_id: string; batch_id: string }>(sql`
      select n.id, n.organisation_id, b.batch_id::text from organisations o
      join lateral (select * from outbox where organisation_id = o.id and id >= ${from}::uuid) n on true
      join lateral jsonb_array_elements_text(n.subject -> 'batchIds') b (batch_id) on true
      where n.topic in ('variants', 'orders', 'batches', 'quotes') and n.subject ->> 'event' is distinct from 'promise'`)
    .then((rows) => rows.map((row) => ({ ...row, at: timeOf(row.id) })));
}

function longWaiting(tx: Tx, now: Date) {
  const before = new Date(now.getTime() - EVERY_MS).toISOString();
  return tx.execute<{ organisation_id: string; batch_id: string }>(sql`
    select b.organisation_id, b.id as batch_id from batches b
    left join promise_checks c on c.organisation_id = b.organisation_id and c.batch_id = b.id
    left join lateral (select kind from promises l where l.organisation_id = b.organisation_id and l.batch_id = b.id
      order by version desc limit 1) l on true
    where b.merged_into is null and (c.checked_at is null
      or c.checked_at <= ${before} and l.kind in ('range', 'conditional'))
    order by c.checked_at nulls first limit ${MOST}`);
}

/** The first UUIDv7 of a moment, and the moment of one. */
function idOf(ms: number): string {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
const timeOf = (id: string) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
