import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import type { Place } from "@/lib/lifecycle/states";
import { type Side, type TurnDays, turnDaysOf } from "@/lib/lifecycle/turn-days";

/** Whose time a batch took: business days of its average variant, cancelled ones left out. */
export interface BatchTurns {
  average: TurnDays;
  variants: number;
}

/**
 * The stays of each variant of a batch, from order to validation or `now`, added up by whose turn it was and divided by
 * the number of variants. Ended stays count as they were frozen into history, which each variant carries added up.
 */
export async function loadBatchTurns(
  tx: Tx,
  organisationId: string,
  batchId: string,
  { calendar, now }: { calendar: Calendar; now: Date },
): Promise<BatchTurns> {
  const groups = await tx.execute<TurnDays & { place: Place; entered_at: string; n: number }>(sql`
    select place, entered_at, count(*)::int as n, sum(producer_days) as producer, sum(customer_days) as customer,
      sum(error_days) as error
    from variants where organisation_id = ${organisationId} and batch_id = ${batchId} and place <> 'cancelled'
    group by 1, 2`);
  const variants = groups.reduce((sum, { n }) => sum + n, 0);
  const running = turnDaysOf(
    groups.map(({ place, entered_at, n }) => ({
      place,
      days: n * Math.max(0, businessDaysBetween(calendar, new Date(entered_at), now)),
    })),
  );
  const mean = (side: Side) => {
    const days = groups.reduce((sum, group) => sum + group[side], running[side]);
    return variants === 0 ? 0 : days / variants;
  };
  return {
    average: { producer: mean("producer"), customer: mean("customer"), error: mean("error") },
    variants,
  };
}
