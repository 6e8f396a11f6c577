import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { Alike } from "@/lib/batches/reckon";
import { businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import type { Happened } from "@/lib/forecast/promise-reasons";

/** What happened in a batch after `since` and until `now`, but for the rules. `alike`: its variants as they stand at `now`. */
export async function readHappened(
  tx: Tx,
  { organisationId, batchId }: { organisationId: string; batchId: string },
  { since, now, alike, calendar }: { since: Date; now: Date; alike: readonly Alike[]; calendar: Calendar },
): Promise<Omit<Happened, "limitsChanged" | "calendarChanged" | "overTime" | "learned">> {
  const [events, [moves]] = await Promise.all([
    tx.execute<{ event: keyof Happened["events"]; n: number; waited: number | null }>(sql`
      select t.event, count(distinct t.variant_id)::int as n,
        max(t.left_elapsed) filter (where t.from_place = 'quote_sent') as waited
      from transitions t join variants v on v.organisation_id = t.organisation_id and v.id = t.variant_id
      where t.organisation_id = ${organisationId} and t.at > ${since.toISOString()} and t.at <= ${now.toISOString()}
        and v.batch_id = ${batchId} group by 1`),
    tx.execute<{ moved_in: number; moved_out: number }>(sql`
      select (count(*) filter (where data ->> 'to' = ${batchId}))::int as moved_in,
        (count(*) filter (where data ->> 'from' = ${batchId}))::int as moved_out
      from activity where organisation_id = ${organisationId} and kind = 'batch_moved'
        and at > ${since.toISOString()} and at <= ${now.toISOString()}`),
  ]);
  const open = alike
    .filter(({ place }) => place === "quote_sent")
    .map(({ entered_at }) => businessDaysBetween(calendar, new Date(entered_at), now));
  return {
    events: Object.fromEntries(events.map(({ event, n }) => [event, n])),
    movedIn: moves?.moved_in ?? 0,
    movedOut: moves?.moved_out ?? 0,
    quoteWaited: {
      decided: Math.max(0, ...events.map(({ waited }) => waited ?? 0)),
      open: Math.max(0, ...open),
    },
  };
}
