import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { median } from "@/lib/review/approval-times";

/** How a brand decides its quotes; times from sending to each decision, in business days. */
export interface ApprovalRecord {
  organisation: string;
  brand: string;
  /** Decisions of the last 90 days. */
  decisions: number;
  /** Null where none was made. */
  median: number | null;
  slowest: number | null;
  /** Lines decided in them, and of those how many were accepted. */
  lines: number;
  accepted: number;
  /** Lines that wait now, and since when the first of them. */
  waiting: number;
  waitingSince: Date | null;
}

const LOOKED_BACK_DAYS = 90;

/** By brand, over all organisations, those that take longest first. For the producer. Source: the seed, "Track approval times". */
export async function approvalRecords(
  tx: Tx,
  { calendar, now }: { calendar: Calendar; now: Date },
): Promise<ApprovalRecord[]> {
  const since = new Date(now.getTime() - LOOKED_BACK_DAYS * 86_400_000);
  const rows = await tx.execute<{
    organisation: string;
    brand: string;
    decision_id: string | null;
    sent_at: string;
    decided_at: string | null;
    lines: number;
    accepted: number;
  }>(sql`
    select o.name as organisation, b.name as brand, l.decision_id, w.sent_at, d.decided_at, count(*)::int as lines,
      (count(*) filter (where l.status <> 'rejected'))::int as accepted
    from organisations o
    join quote_lines l on l.organisation_id = o.id and (l.status = 'pending' or l.decision_id is not null)
    join quote_versions w on w.organisation_id = l.organisation_id and w.id = l.quote_version_id
    join variants v on v.organisation_id = l.organisation_id and v.id = l.variant_id
    join brands b on b.organisation_id = v.organisation_id and b.id = v.brand_id
    left join quote_decisions d on d.organisation_id = l.organisation_id and d.id = l.decision_id
    where l.status = 'pending' or d.decided_at > ${since.toISOString()}::timestamptz
    group by 1, 2, 3, 4, 5`);
  const brands = new Map<string, ApprovalRecord & { days: number[] }>();
  for (const row of rows) {
    const key = `${row.organisation} ${row.brand}`;
    const record = brands.get(key) ?? empty(row.organisation, row.brand);
    brands.set(key, record);
    const sentAt = new Date(row.sent_at);
    if (row.decided_at === null) {
      record.waiting += row.lines;
      if (!record.waitingSince || sentAt < record.waitingSince) record.waitingSince = sentAt;
      continue;
    }
    record.lines += row.lines;
    record.accepted += row.accepted;
    record.days.push(Math.max(0, businessDaysBetween(calendar, sentAt, new Date(row.decided_at))));
  }
  return [...brands.values()]
    .map(({ days, ...record }) => ({
      ...record,
      decisions: days.length,
      median: days.length > 0 ? median(days) : null,
      slowest: days.length > 0 ? Math.max(...days) : null,
    }))
    .sort((a, b) => (b.median ?? -1) - (a.median ?? -1) || a.brand.localeCompare(b.brand));
}

const empty = (organisation: string, brand: string): ApprovalRecord & { days: number[] } => ({
  organisation,
  brand,
  decisions: 0,
  median: null,
  slowest: null,
  lines: 0,
  accepted: 0,
  waiting: 0,
  waitingSince: null,
  days: [],
});
