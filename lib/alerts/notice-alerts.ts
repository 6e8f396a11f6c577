import { sql } from "drizzle-orm";
import { alertLog, organisations } from "@/db/schema";
import { asActor, signature, type Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { record } from "@/lib/events/record";
import { type Rules, rulesInForce } from "@/lib/variants/rules";
import { alertsOf } from "./alerts-of";
import { causesOf, keyOf } from "./causes";
import { alertWords } from "./words";

const system = { kind: "system", job: "notice alerts" } as const;

/**
 * Keeps in the log which alerts have appeared and which have resolved since it last looked. Alerts are true without it:
 * this only remembers them when they have gone. Repeating it changes nothing.
 */
export async function noticeAlerts(now: Date): Promise<{ appeared: number; resolved: number }> {
  const ids = await asActor(system, (tx) => tx.select({ id: organisations.id }).from(organisations));
  const seen = { appeared: 0, resolved: 0 };
  for (const { id } of ids) {
    const { appeared, resolved } = await asActor(system, async (tx) =>
      noticeIn(tx, id, { now, rules: await rulesInForce(tx) }),
    );
    seen.appeared += appeared;
    seen.resolved += resolved;
  }
  return seen;
}

async function noticeIn(
  tx: Tx,
  organisationId: string,
  given: { now: Date; rules: Rules },
): Promise<{ appeared: number; resolved: number }> {
  const causes = await causesOf(tx, organisationId, given);
  const standing = new Set(causes.map((cause) => keyOf(cause)));
  const open = new Set(await openKeys(tx, organisationId));
  const fresh = causes.filter((cause) => !open.has(keyOf(cause)));
  const gone = [...open].filter((key) => !standing.has(key));
  if (fresh.length === 0 && gone.length === 0) return { appeared: 0, resolved: 0 };
  const began = new Map(fresh.map((cause) => [keyOf(cause), cause.began.toISOString()]));
  const alerts = await alertsOf(tx, organisationId, { ...given, causes: fresh });
  const by = signature(system);
  const row = { organisationId, side: null, actorKind: by.actorKind, actorId: null, at: given.now };
  const reader = { calendar: given.rules.calendar, now: given.now, details: false };
  const appeared = alerts.map((alert) => ({
    ...row,
    id: newId(),
    key: alert.key,
    event: "appeared" as const,
    data: {
      kind: alert.kind,
      sentence: alertWords(alert, reader).sentence,
      count: alert.count,
      batchIds: alert.batches.map(({ id }) => id),
      began: began.get(alert.key),
    },
  }));
  const resolved = gone.map((key) => ({ ...row, id: newId(), key, event: "resolved" as const, data: {} }));
  const rows = [...appeared, ...resolved];
  for (let from = 0; from < rows.length; from += 1_000)
    await tx.insert(alertLog).values(rows.slice(from, from + 1_000));
  const keys = rows.map(({ key }) => key);
  await record(tx, [{ organisationId, topic: "alerts", subject: { keys }, at: given.now }]);
  return { appeared: appeared.length, resolved: resolved.length };
}

/** The keys of the alerts that stood when it last looked. */
async function openKeys(tx: Tx, organisationId: string): Promise<string[]> {
  const rows = await tx.execute<{ cause_key: string }>(sql`
    select cause_key from (
      select distinct on (cause_key) cause_key, event from alert_log
      where organisation_id = ${organisationId} and event in ('appeared', 'resolved')
      order by cause_key, at desc, id desc) l
    where event = 'appeared'`);
  return rows.map((row) => row.cause_key);
}
