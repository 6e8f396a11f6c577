import { sql } from "drizzle-orm";
import { asActor, type Tx } from "@/lib/access/actor";
import { addBusinessDays } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { formatInstant } from "@/lib/calendar/format";
import { rulesInForce } from "@/lib/variants/rules";
import { counted } from "@/lib/words/counts";
import type { Happening } from "./happening";
import { tell } from "./tell";

const system = { kind: "system", job: "remind of expiry" } as const;

/** Business days before a quote's valid-until at which its deciders are reminded. Source: issue 4, "Expiry and reminders". */
const DAYS_BEFORE = 2;
/** Two business days never reach further, whatever the holidays. */
const LOOKS_AHEAD_MS = 21 * 86_400_000;

interface Expiring extends Record<string, unknown> {
  organisation_id: string;
  version_id: string;
  quote_id: string;
  number: string;
  currency: string;
  valid_until: string;
  sent_at: string;
  batch_id: string;
  batch: string;
  n: number;
  total: string;
}

/**
 * Reminds whoever may decide a quote that it expires soon: once for each version and batch, two business days before, and
 * not where it was sent later than that. Returns how many notifications were made.
 */
export async function remindOfExpiry(now: Date): Promise<number> {
  const { rows, calendar } = await asActor(
    system,
    async (tx) => ({ rows: await expiring(tx, now), calendar: (await rulesInForce(tx)).calendar }),
    { readOnly: true },
  );
  const due = rows.filter((row) => isDue(row, calendar, now));
  let told = 0;
  for (const organisationId of new Set(due.map((row) => row.organisation_id))) {
    const own = due.filter((row) => row.organisation_id === organisationId);
    const happenings = own.map((row) => happeningOf(row, calendar));
    told += await asActor(system, (tx) => tell(tx, organisationId, happenings, now));
  }
  return told;
}

async function expiring(tx: Tx, now: Date): Promise<Expiring[]> {
  const until = new Date(now.getTime() + LOOKS_AHEAD_MS);
  return tx.execute<Expiring>(sql`
    select l.organisation_id, w.id as version_id, q.id as quote_id, q.number, w.currency, w.valid_until, w.sent_at,
      v.batch_id, b.name as batch, count(*)::int as n,
      (sum(sum(l.price)) over (partition by l.organisation_id, w.id))::text as total
    from organisations o
    join quote_versions w on w.organisation_id = o.id and w.valid_until > ${now.toISOString()}::timestamptz
      and w.valid_until <= ${until.toISOString()}::timestamptz
    join quote_lines l on l.organisation_id = w.organisation_id and l.quote_version_id = w.id and l.status = 'pending'
    join quotes q on q.organisation_id = w.organisation_id and q.id = w.quote_id
    join variants v on v.organisation_id = l.organisation_id and v.id = l.variant_id
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9`);
}

const remindAt = (row: Expiring, calendar: Calendar) =>
  addBusinessDays(calendar, new Date(row.valid_until), -DAYS_BEFORE);

function isDue(row: Expiring, calendar: Calendar, now: Date): boolean {
  const at = remindAt(row, calendar);
  return at <= now && new Date(row.sent_at) < at;
}

function happeningOf(row: Expiring, calendar: Calendar): Happening {
  const expires = formatInstant(new Date(row.valid_until), { zone: calendar.zone });
  const words = `Quote ${row.number} for ${counted(row.n, "variant")} of ${row.batch} expires ${expires}.`;
  return {
    kind: "quote_to_approve",
    cause: `expires:${row.version_id}:${row.batch_id}`,
    batchId: row.batch_id,
    count: row.n,
    at: remindAt(row, calendar),
    data: { batch: row.batch, quote: row.number, reminder: true, words },
    path: { customer: `/quotes/${row.quote_id}`, producer: `/ops/quotes/${row.quote_id}` },
    by: null,
    sum: { total: Number(row.total), currency: row.currency },
  };
}
