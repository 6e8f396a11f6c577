import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";

/** How long quotes of a brand waited for their decision, in business days. */
export interface ApprovalTime {
  brand: string;
  median: number;
  /** Decisions it rests on. */
  decisions: number;
}

const LOOKED_BACK_DAYS = 90;

/** From a quote's sending to each decision on it, by brand, over the last 90 days; the slowest first. */
export async function approvalTimes(
  tx: Tx,
  organisationId: string,
  { calendar, now }: { calendar: Calendar; now: Date },
): Promise<ApprovalTime[]> {
  const since = new Date(now.getTime() - LOOKED_BACK_DAYS * 86_400_000);
  const rows = await tx.execute<{ brand: string; sent_at: string; decided_at: string }>(sql`
    select distinct br.name as brand, d.id, qv.sent_at, d.decided_at from quote_decisions d
    join quote_versions qv on qv.organisation_id = d.organisation_id and qv.id = d.quote_version_id
    join quote_lines l on l.organisation_id = d.organisation_id and l.decision_id = d.id
    join variants v on v.organisation_id = l.organisation_id and v.id = l.variant_id
    join brands br on br.organisation_id = v.organisation_id and br.id = v.brand_id
    where d.organisation_id = ${organisationId} and d.decided_at > ${since.toISOString()}::timestamptz`);
  const byBrand = new Map<string, number[]>();
  for (const { brand, sent_at, decided_at } of rows) {
    const days = Math.max(0, businessDaysBetween(calendar, new Date(sent_at), new Date(decided_at)));
    byBrand.set(brand, [...(byBrand.get(brand) ?? []), days]);
  }
  return [...byBrand]
    .map(([brand, days]) => ({ brand, median: median(days), decisions: days.length }))
    .sort((a, b) => b.median - a.median || a.brand.localeCompare(b.brand));
}

/** The middle of some numbers, or the mean of the two in the middle. Expects at least one. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}
