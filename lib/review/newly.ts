import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { META } from "@/lib/lifecycle/meta";
import { PLACES, type Place } from "@/lib/lifecycle/states";

/** Variants of a batch that passed the limit of the state they are in. */
export interface NewlyLate {
  batch: { id: string; name: string };
  place: Place;
  count: number;
  /** When the first of them became late. */
  since: Date;
}

const OURS = PLACES.filter((place) => META[place].turn === "producer" && place !== "error");

/**
 * What became late after `since` and is late at `now`. A delay begins at the stored deadline, whether or not anybody
 * looked or a job ran; the customer's turn never counts. Source: domain.md, "Time".
 */
export async function newlyLate(
  tx: Tx,
  organisationId: string,
  { since, now }: { since: Date; now: Date },
): Promise<NewlyLate[]> {
  const rows = await tx.execute<{
    batch_id: string;
    batch: string;
    place: Place;
    n: number;
    since: string;
  }>(sql`
    select v.batch_id, b.name as batch, v.place, v.n, v.since from (
      select batch_id, place, count(*)::int as n, min(due_at) as since from variants
      where organisation_id = ${organisationId} and due_at is not null and due_at >= ${since.toISOString()}::timestamptz
        and due_at < ${now.toISOString()}::timestamptz and place = any(${`{${OURS.join(",")}}`}::text[])
      group by 1, 2) v
    join batches b on b.organisation_id = ${organisationId} and b.id = v.batch_id
    order by v.n desc, b.name`);
  return rows.map((row) => ({
    batch: { id: row.batch_id, name: row.batch },
    place: row.place,
    count: row.n,
    since: new Date(row.since),
  }));
}

/** Variants of a batch that became ready for review. */
export interface NewlyReady {
  batch: { id: string; name: string };
  count: number;
  at: Date;
}

/** What was completed after `since` and still waits for its review, the largest batch first. */
export async function newlyReady(tx: Tx, organisationId: string, since: Date): Promise<NewlyReady[]> {
  const rows = await tx.execute<{ batch_id: string; batch: string; n: number; at: string }>(sql`
    select v.batch_id, b.name as batch, v.n, v.at from (
      select batch_id, count(*)::int as n, max(entered_at) as at from variants
      where organisation_id = ${organisationId} and place = 'completed' and entered_at >= ${since.toISOString()}::timestamptz
      group by 1) v
    join batches b on b.organisation_id = ${organisationId} and b.id = v.batch_id
    order by v.n desc, b.name`);
  return rows.map((row) => ({
    batch: { id: row.batch_id, name: row.batch },
    count: row.n,
    at: new Date(row.at),
  }));
}
