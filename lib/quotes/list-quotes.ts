import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/lib/access/actor";
import { idSchema } from "@/lib/access/ids";
import { type Page, paged, readKey, seek } from "@/lib/paging/page-key";

/** Lines of a version by their status. */
export interface LineCounts {
  pending: number;
  accepted: number;
  rejected: number;
  expired: number;
  withdrawn: number;
}

export interface QuoteRow {
  id: string;
  number: string;
  order: { id: string; number: string };
  /** Of the latest version. */
  version: number;
  currency: string;
  /** Minor units, over the lines that were not withdrawn. */
  total: number;
  validUntil: Date;
  sentAt: Date;
  lines: LineCounts;
}

/** Open: a line of the latest version waits for a decision. */
export const QUOTE_FILTERS = ["all", "open", "decided"] as const;
export type QuoteFilter = (typeof QUOTE_FILTERS)[number];

const keySchema = z.tuple([z.int(), z.number(), idSchema]);

type Raw = Record<string, unknown> & { id: string; open_first: number; sent: number };

const latest = sql`lateral (select id, version, currency, valid_until, sent_at from quote_versions v
  where v.organisation_id = q.organisation_id and v.quote_id = q.id order by version desc limit 1) v on true`;
const counted = sql`lateral (select sum(price) filter (where status <> 'withdrawn') as total,
    count(*) filter (where status = 'pending') as pending, count(*) filter (where status = 'accepted') as accepted,
    count(*) filter (where status = 'rejected') as rejected, count(*) filter (where status = 'expired') as expired,
    count(*) filter (where status = 'withdrawn') as withdrawn
  from quote_lines l where l.organisation_id = q.organisation_id and l.quote_version_id = v.id) l on true`;

/** One page of an organisation's quotes: the open ones first, then the latest. */
export async function listQuotes(
  tx: Tx,
  organisationId: string,
  wanted: { filter?: QuoteFilter; orderId?: string; from?: string; size: number },
): Promise<Page<QuoteRow>> {
  const key = readKey(wanted.from, keySchema);
  const openFirst = sql`case when l.pending > 0 then 1 else 0 end`;
  const sent = sql`extract(epoch from v.sent_at)::float8`;
  const { where, orderBy } = seek({ columns: [openFirst, sent, sql`q.id`], descending: true }, key);
  const narrowed =
    wanted.filter === "open"
      ? sql`and l.pending > 0`
      : wanted.filter === "decided"
        ? sql`and l.pending = 0`
        : sql``;
  const found = await tx.execute<Raw>(sql`
    select q.id, q.number, q.order_id, o.number as order_number, v.version, v.currency, v.valid_until, v.sent_at, l.*,
      ${openFirst} as open_first, ${sent} as sent
    from quotes q
    join orders o on o.organisation_id = q.organisation_id and o.id = q.order_id
    join ${latest} join ${counted}
    where q.organisation_id = ${organisationId} ${narrowed}
      ${wanted.orderId ? sql`and q.order_id = ${wanted.orderId}` : sql``} ${where ? sql`and ${where}` : sql``}
    order by ${orderBy} limit ${wanted.size + 1}`);
  const page = paged(found, wanted.size, key, (row) => [row.open_first, row.sent, row.id]);
  return { ...page, rows: page.rows.map(quoteRow) };
}

/** How many quotes each filter would show. */
export async function countQuotes(tx: Tx, organisationId: string): Promise<Record<QuoteFilter, number>> {
  const [row] = await tx.execute<Record<QuoteFilter, number>>(sql`
    select count(*)::int as all, (count(*) filter (where l.pending > 0))::int as open,
      (count(*) filter (where l.pending = 0))::int as decided
    from quotes q join ${latest} join ${counted} where q.organisation_id = ${organisationId}`);
  return row ?? { all: 0, open: 0, decided: 0 };
}

function quoteRow(row: Raw): QuoteRow {
  return {
    id: row.id,
    number: row.number as string,
    order: { id: row.order_id as string, number: row.order_number as string },
    version: row.version as number,
    currency: row.currency as string,
    total: Number(row.total ?? 0),
    validUntil: new Date(row.valid_until as string),
    sentAt: new Date(row.sent_at as string),
    lines: {
      pending: Number(row.pending),
      accepted: Number(row.accepted),
      rejected: Number(row.rejected),
      expired: Number(row.expired),
      withdrawn: Number(row.withdrawn),
    },
  };
}
