import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import type { Place } from "@/lib/lifecycle/states";
import { type TurnDays, turnDaysOf } from "@/lib/lifecycle/turn-days";

/** Whose time a batch took: business days of its average variant, cancelled ones left out. */
export interface BatchTurns {
  average: TurnDays;
  variants: number;
}

type Ended = { place: Place; days: number }[];

/** What ended stays add up to, for the batches looked at last: history never changes, so a mark tells whether it grew. */
const kept = new Map<string, { mark: string; ended: Ended }>();
const MOST_KEPT = 500;

/**
 * The stays of each variant of a batch, from order to validation or `now`, added up by whose turn it was and divided by
 * the number of variants. Ended stays count as they were frozen into history, which is read where something moved since
 * the last look of this process; otherwise only the variants themselves are.
 */
export async function loadBatchTurns(
  tx: Tx,
  organisationId: string,
  batchId: string,
  { calendar, now }: { calendar: Calendar; now: Date },
): Promise<BatchTurns> {
  const mine: SQL = sql`v.organisation_id = ${organisationId} and v.batch_id = ${batchId} and v.place <> 'cancelled'`;
  const open = await tx.execute<{ place: Place; entered_at: string; n: number; mark: string }>(sql`
    select v.place, v.entered_at, count(*)::int as n, sum(hashtextextended(v.id::text, v.version))::text as mark
    from variants v where ${mine} group by 1, 2`);
  const variants = open.reduce((sum, { n }) => sum + n, 0);
  const mark = `${variants}/${open.reduce((sum, group) => sum + BigInt(group.mark), 0n)}`;
  const ended = await endedStays(tx, mine, `${organisationId}/${batchId}`, mark);
  const running = open.map(({ place, entered_at, n }) => ({
    place,
    days: n * Math.max(0, businessDaysBetween(calendar, new Date(entered_at), now)),
  }));
  const sum = turnDaysOf([...ended, ...running]);
  const mean = (days: number) => (variants === 0 ? 0 : days / variants);
  return {
    average: { producer: mean(sum.producer), customer: mean(sum.customer), error: mean(sum.error) },
    variants,
  };
}

async function endedStays(tx: Tx, mine: SQL, key: string, mark: string): Promise<Ended> {
  const known = kept.get(key);
  if (known?.mark === mark) return known.ended;
  const rows = await tx.execute<Ended[number]>(sql`
    select t.from_place as place, sum(t.left_elapsed) as days
    from variants v join transitions t on t.organisation_id = v.organisation_id and t.variant_id = v.id
    where ${mine} and t.version > 1 group by 1`);
  const ended = rows.map(({ place, days }) => ({ place, days }));
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, { mark, ended });
  return ended;
}
