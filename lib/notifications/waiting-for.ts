import { sql } from "drizzle-orm";
import type { CustomerRole } from "@/db/schema/people";
import type { Tx } from "@/lib/access/actor";
import { mayEver } from "@/lib/access/permissions";
import type { EventId, Place } from "@/lib/lifecycle/states";
import { decisionRight } from "@/lib/quotes/decision-right";
import type { Waiting } from "./digest-sections";
import type { Kind } from "./kinds";

/** What each place on the customer's turn asks for, and who can do it. */
const asks: readonly { place: Place; kind: Kind; event: EventId }[] = [
  { place: "quote_sent", kind: "quote_to_approve", event: "acceptQuote" },
  { place: "quote_rejected", kind: "quote_rejected", event: "reviseQuote" },
  { place: "completed", kind: "review_waiting", event: "validate" },
];

/** What waits for one person of an organisation now, by batch: only what their role and their limit let them do. */
export async function waitingFor(tx: Tx, organisationId: string, userId: string): Promise<Waiting[]> {
  const rows = await tx.execute<{
    place: Place;
    name: string;
    n: number;
    total: string | null;
    currency: string | null;
    role: CustomerRole;
    approval_limit: string | null;
    approval_currency: string | null;
  }>(sql`
    select v.place, b.name, count(*)::int as n, sum(l.price)::text as total, min(w.currency) as currency, m.role,
      m.approval_limit, m.approval_currency
    from memberships m
    join variants v on v.organisation_id = m.organisation_id and v.place in ('quote_sent', 'quote_rejected', 'completed')
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    left join quote_lines l on v.place = 'quote_sent' and l.organisation_id = v.organisation_id
      and l.variant_id = v.id and l.status = 'pending'
    left join quote_versions w on w.organisation_id = l.organisation_id and w.id = l.quote_version_id
    where m.organisation_id = ${organisationId} and m.user_id = ${userId}
    group by v.place, b.name, m.role, m.approval_limit, m.approval_currency order by b.name`);
  return asks.flatMap(({ place, kind, event }) =>
    rows
      .filter((row) => row.place === place && mayEver(row.role, event) && isWithin(row))
      .map(({ n, name }) => ({ kind, count: n, data: { batch: name } })),
  );
}

function isWithin(row: {
  total: string | null;
  currency: string | null;
  role: CustomerRole;
  approval_limit: string | null;
  approval_currency: string | null;
}): boolean {
  if (row.total === null || row.currency === null) return true;
  const approvalLimit = row.approval_limit === null ? null : Number(row.approval_limit);
  const right = { role: row.role, approvalLimit, approvalCurrency: row.approval_currency };
  return decisionRight(right, row.currency, Number(row.total)).may;
}
