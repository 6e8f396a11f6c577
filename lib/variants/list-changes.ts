import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { ActorKind } from "@/db/schema/transitions";
import type { Tx } from "@/lib/access/actor";
import { isWorkingDate, localDate, nextOpening } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import type { Place, Step } from "@/lib/lifecycle/states";

/** Steps of the same kind, by the same person, in the same batch and, unless asked otherwise, hour. */
export interface Change {
  event: Step;
  to: Place;
  count: number;
  /** The latest of them. */
  at: Date;
  batch: { id: string; name: string };
  /** The customer's own person; null for the producer's, who are not named here, and the system. */
  by: { name: string; you: boolean } | null;
  actorKind: ActorKind;
  /** The number of the quote, where they are about one. */
  quote: string | null;
}

/** The opening of the last working day before today: what a daily check-in looks back to. */
export function sinceYesterday(calendar: Calendar, now: Date): Date {
  let day = Temporal.PlainDate.from(localDate(calendar, now));
  do day = day.subtract({ days: 1 });
  while (!isWorkingDate(calendar, day.toString()));
  const midnight = day.toZonedDateTime({ timeZone: calendar.zone });
  return nextOpening(calendar, new Date(midnight.epochMilliseconds));
}

/** Neither an undo nor a step that was undone. */
const STANDS = sql`t.event <> 'undo' and not exists (select 1 from transitions w
  where w.organisation_id = t.organisation_id and w.variant_id = t.variant_id and w.undoes = t.id)`;

/** What happened in an organisation since a moment, newest first; what was undone, and undoing it, is left out. */
export async function listChanges(
  tx: Tx,
  organisationId: string,
  { since, limit, userId, hourly = true }: { since: Date; limit: number; userId: string; hourly?: boolean },
): Promise<Change[]> {
  const hour = hourly ? sql`, date_trunc('hour', t.at)` : sql``;
  const rows = await tx.execute<{
    event: Step;
    to_place: Place;
    n: number;
    at: string;
    batch_id: string;
    batch: string;
    actor_kind: ActorKind;
    actor_id: string | null;
    name: string | null;
    quote: string | null;
  }>(sql`
    select c.event, c.to_place, c.n, c.at, c.batch_id, b.name as batch, c.actor_kind, c.actor_id, u.name, q.number as quote
    from (
      select t.event, t.to_place, v.batch_id, t.actor_kind, t.actor_id, t.quote_version_id, count(*)::int as n, max(t.at) as at
      from transitions t join variants v on v.organisation_id = t.organisation_id and v.id = t.variant_id
      where t.organisation_id = ${organisationId} and t.at >= ${since.toISOString()}::timestamptz and ${STANDS}
        and not (t.event = 'startProduction' and t.actor_kind = 'system')
      group by t.event, t.to_place, v.batch_id, t.actor_kind, t.actor_id, t.quote_version_id${hour}
      order by at desc limit ${limit}) c
    join batches b on b.organisation_id = ${organisationId} and b.id = c.batch_id
    left join users u on u.id = c.actor_id and c.actor_kind = 'customer'
    left join quote_versions qv on qv.organisation_id = ${organisationId} and qv.id = c.quote_version_id
    left join quotes q on q.organisation_id = ${organisationId} and q.id = qv.quote_id
    order by c.at desc`);
  return rows.map((row) => ({
    event: row.event,
    to: row.to_place,
    count: row.n,
    at: new Date(row.at),
    batch: { id: row.batch_id, name: row.batch },
    by: row.name === null ? null : { name: row.name, you: row.actor_id === userId },
    actorKind: row.actor_kind,
    quote: row.quote,
  }));
}

/** How many variants moved on within the producer's work, and how many were validated, since a moment. */
export async function countMoves(
  tx: Tx,
  organisationId: string,
  since: Date,
): Promise<{ moved: number; validated: number }> {
  const [row] = await tx.execute<{ moved: number; validated: number }>(sql`
    select (count(distinct t.variant_id) filter (where t.actor_kind in ('ops', 'admin')))::int as moved,
      (count(distinct t.variant_id) filter (where t.event = 'validate'))::int as validated
    from transitions t
    where t.organisation_id = ${organisationId} and t.at >= ${since.toISOString()}::timestamptz and ${STANDS}`);
  return row ?? { moved: 0, validated: 0 };
}
