import { type SQL, sql } from "drizzle-orm";
import type { AlertSide } from "@/db/schema/attention";
import type { Tx } from "@/lib/access/actor";
import { addBusinessDays } from "@/lib/calendar/business-time";
import { META } from "@/lib/lifecycle/meta";
import type { Policy } from "@/lib/lifecycle/policy";
import { PLACES, STATES } from "@/lib/lifecycle/states";
import type { Rules } from "@/lib/variants/rules";
import type { AlertKind } from "./alert";
import { type Mark, NO_MARK, withMarks } from "./marks";

/** One cause in one batch: what alerts and their counts are made of. */
export interface Cause {
  kind: AlertKind;
  cause: "quote" | "rejected" | "review" | "delay" | "error" | "quality";
  /** What the cause key names besides the batch: quote version, state, operation or variant, flag. */
  subject: string | null;
  batchId: string;
  count: number;
  /** Of a delay: those past their limit; the others are at risk. */
  late: number;
  since: Date;
  /** When the first of those it holds now came under it: what was decided earlier was about another cause. */
  began: Date;
  organisationId: string;
  mark: Mark;
}

export interface Causes {
  now: Date;
  rules: Rules;
  batchId?: string;
  orderId?: string;
  productId?: string;
  /** A condition on variants `v` that they meet besides. */
  within?: SQL;
  /** Whose acknowledgements and snoozes are read beside them; without it none are. */
  side?: AlertSide;
}

const KIND: Record<Cause["cause"], AlertKind> = {
  quote: "blocked",
  rejected: "blocked",
  review: "blocked",
  delay: "delay",
  error: "error",
  quality: "quality",
};

/**
 * Every cause of an alert in an organisation, in one of its batches, orders or products, or (null) in all organisations
 * the reader sees. Source: domain.md, "Alerts".
 */
export async function causesOf(tx: Tx, organisationId: string | null, wanted: Causes): Promise<Cause[]> {
  const rows = await tx.execute<CauseRow>(
    organisationId
      ? sql`select ${organisationId}::uuid as organisation_id, c.* from (${causes(sql`${organisationId}`, wanted)}) c`
      : sql`select o.id as organisation_id, c.* from organisations o cross join lateral (${causes(sql`o.id`, wanted)}) c`,
  );
  const found = rows.map((row) => ({
    kind: KIND[row.cause],
    cause: row.cause,
    subject: row.subject,
    batchId: row.batch_id,
    count: row.n,
    late: row.late,
    since: new Date(row.since),
    began: new Date(row.began),
    organisationId: row.organisation_id,
    mark: NO_MARK,
  }));
  return wanted.side ? withMarks(tx, found, keyOf, { side: wanted.side, now: wanted.now }) : found;
}

type CauseRow = {
  organisation_id: string;
  cause: Cause["cause"];
  subject: string | null;
  batch_id: string;
  n: number;
  late: number;
  since: string;
  began: string;
};

function causes(organisation: SQL, { now, rules, batchId, orderId, productId, within }: Causes): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  const batch = batchId ? sql`and v.batch_id = ${batchId}` : sql``;
  const order = orderId ? sql`and v.order_id = ${orderId}` : sql``;
  const product = productId ? sql`and v.product_id = ${productId}` : sql``;
  const mine = sql`v.organisation_id = ${organisation} ${batch} ${order} ${product} ${within ? sql`and ${within}` : sql``}`;
  return sql`
    select 'quote' as cause, l.quote_version_id::text as subject, v.batch_id, count(*)::int as n, 0 as late, min(v.entered_at) as since,
      min(v.entered_at) as began
    from variants v left join quote_lines l on l.organisation_id = v.organisation_id and l.variant_id = v.id and l.status = 'pending'
    where ${mine} and v.place = 'quote_sent' group by 1, 2, 3
    union all
    select 'rejected', null, v.batch_id, count(*)::int, 0, min(v.entered_at), min(v.entered_at)
    from variants v where ${mine} and v.place = 'quote_rejected' group by 3
    union all
    select 'review', null, v.batch_id, count(*)::int, 0, min(v.entered_at), min(v.due_at)
    from variants v where ${mine} and v.place = 'completed' and v.due_at < ${at} group by 3
    union all
    select 'delay', v.place, v.batch_id, count(*)::int, (count(*) filter (where v.due_at < ${at}))::int,
      min(v.entered_at), min(v.at_risk_at)
    from variants v where ${mine} and ${overLimit(now, rules)} group by 2, 3
    union all
    select 'error', coalesce(t.operation_id, v.id)::text, v.batch_id, count(*)::int, 0, min(v.entered_at), min(v.entered_at)
    from variants v left join lateral (${lastError}) t on true
    where ${mine} and v.place = 'error' group by 2, 3
    union all
    select 'quality', ${flagSubject}, v.batch_id, count(distinct v.id)::int, 0, min(f.raised_at), min(f.raised_at)
    from quality_flags f join variants v on v.organisation_id = f.organisation_id and v.id = f.variant_id
    where f.organisation_id = ${organisation} and f.resolved_at is null and ${mine} and v.place <> 'cancelled' group by 2, 3`;
}

/** The key an alert is known by. */
export function keyOf({ cause, subject, batchId }: Pick<Cause, "cause" | "subject" | "batchId">): string {
  switch (cause) {
    case "quote":
    case "error":
      return subject ? `${cause}:${subject}` : `${cause}:${batchId}`;
    case "rejected":
    case "review":
      return `${cause}:${batchId}`;
    case "delay":
    case "quality":
      return `${cause}:${batchId}:${subject}`;
  }
}

/** The report of the error a variant stands in. */
export const lastError = sql`
  select t.operation_id, t.reason, t.from_place, t.at from transitions t
  where t.organisation_id = v.organisation_id and t.variant_id = v.id and t.event = 'reportError'
  order by t.version desc limit 1`;

/** Flags that say the same of several variants are one cause. */
export const flagSubject = sql`md5(f.kind || ' ' || f.severity || ' ' || f.blocking || ' ' || f.words)`;

/** On the producer's turn and past 80% of the limit. An error is an alert of its own, whatever its clock says. */
export function overLimit(now: Date, { calendar, policy }: Rules) {
  // 80% of a limit past, at most 20% of the longest one is left: that bounds `due_at`, which has an index.
  const latest = addBusinessDays(calendar, now, longestLimit(policy) / 5 + 1);
  const ours = PLACES.filter((place) => META[place].turn === "producer" && place !== "error");
  return sql`v.due_at is not null and v.due_at < ${latest.toISOString()}::timestamptz
    and v.at_risk_at < ${now.toISOString()}::timestamptz
    and v.place in (${sql.join(
      ours.map((place) => sql`${place}`),
      sql`, `,
    )})`;
}

function longestLimit(policy: Policy): number {
  const limits = [
    ...STATES.map((state) => policy.limits[state]),
    ...policy.overrides.map(({ limit }) => limit),
  ];
  return Math.max(...limits.map((limit) => limit?.high ?? 0));
}
