import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";

export interface SealedLine {
  sku: string;
  /** Minor units. */
  price: number;
  decision: "accepted" | "rejected";
}

/** One submission as it was made: the row it comes from is never changed (domain.md, Quotes). */
export interface SealedDecision {
  quote: string;
  version: number;
  currency: string;
  order: string;
  organisation: string;
  decidedBy: string | null;
  decidedAt: Date;
  reason: string | null;
  /** How the prices stand to taxes, where the quote said so. */
  taxNote: string | null;
  /** By SKU. */
  lines: SealedLine[];
  /** SHA-256 over who decided what at which prices and when: the same for the same decision, in every document. */
  seal: string;
}

/** A decision on a quote; null where the actor has none of these ids. */
export async function findDecision(
  tx: Tx,
  { quoteId, decisionId, organisationId }: { quoteId: string; decisionId: string; organisationId?: string },
): Promise<SealedDecision | null> {
  if (!isId(quoteId) || !isId(decisionId)) return null;
  const [row] = await tx.execute<{
    organisation_id: string;
    organisation: string;
    number: string;
    version: number;
    version_id: string;
    currency: string;
    order_number: string;
    decided_by: string;
    decided_by_name: string | null;
    name: string | null;
    decided_at: string;
    reason: string | null;
    tax_note: string | null;
    lines: (SealedLine & { variantId: string })[];
  }>(sql`
    select d.organisation_id, g.name as organisation, q.number, v.version, v.id as version_id, v.currency, o.number as order_number,
      d.decided_by, d.decided_by_name, coalesce(d.decided_by_name, u.name) as name, d.decided_at, d.reason, v.tax_note, d.lines
    from quote_decisions d
    join quote_versions v on v.organisation_id = d.organisation_id and v.id = d.quote_version_id
    join quotes q on q.organisation_id = v.organisation_id and q.id = v.quote_id
    join orders o on o.organisation_id = q.organisation_id and o.id = q.order_id
    join organisations g on g.id = d.organisation_id
    left join users u on u.id = d.decided_by
    where d.id = ${decisionId} and q.id = ${quoteId}
      ${organisationId ? sql`and d.organisation_id = ${organisationId}` : sql``}`);
  if (!row) return null;
  const decidedAt = new Date(row.decided_at);
  const lines = row.lines.toSorted((a, b) => (a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0));
  const sealed = [
    row.organisation_id,
    row.version_id,
    row.currency,
    row.decided_by,
    decidedAt.toISOString(),
    row.reason,
    lines.map(({ variantId, sku, price, decision }) => [variantId, sku, price, decision]),
    ...(row.decided_by_name === null ? [] : [row.decided_by_name]),
  ];
  return {
    quote: row.number,
    version: row.version,
    currency: row.currency,
    order: row.order_number,
    organisation: row.organisation,
    decidedBy: row.name,
    decidedAt,
    reason: row.reason,
    taxNote: row.tax_note,
    lines: lines.map(({ sku, price, decision }) => ({ sku, price, decision })),
    seal: createHash("sha256").update(JSON.stringify(sealed)).digest("hex"),
  };
}
