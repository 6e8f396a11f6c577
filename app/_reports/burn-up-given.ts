import type { BurnUpGiven, Cone } from "@/components/production/burn-up-plot";
import type { DayRange, Outlook } from "@/lib/batches/outlook";
import { localDate } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { type PlaceCounts, progressOf } from "@/lib/lifecycle/progress";
import type { BurnUpDay } from "@/lib/reports/burn-up";

/**
 * What a burn-up is drawn from; null where nothing was ordered yet. The cone reaches what is produced and in
 * production, the other one what waits for a quote too: rejected quotes and errors have no date (domain.md, "Forecast").
 */
export function burnUpGiven(
  days: readonly BurnUpDay[],
  {
    counts,
    outlook,
    calendar,
    now,
  }: {
    counts: PlaceCounts;
    outlook: Pick<Outlook, "expected" | "ifApproved">;
    calendar: Calendar;
    now: Date;
  },
): BurnUpGiven | null {
  if (days.length === 0) return null;
  const { buckets } = progressOf(counts);
  const { expected, ifApproved } = outlook;
  const reach = buckets.ready + buckets.validated + buckets.production;
  // A date that stands in the ledger may have passed.
  const ahead = (at: Date) => localDate(calendar, at > now ? at : now);
  const cone = ({ from, to }: DayRange, reached: number): Cone => ({
    from: ahead(from),
    to: ahead(to),
    reach: reached,
  });
  return {
    days,
    today: localDate(calendar, now),
    expected: expected && cone(expected, reach),
    ifApproved: ifApproved && cone(ifApproved, reach + ifApproved.count),
  };
}
