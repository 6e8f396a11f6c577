import { sql } from "drizzle-orm";
import type { LineStatus, QuoteAttachment } from "@/db/schema/quotes";
import type { Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";
import type { Place } from "@/lib/lifecycle/states";

export interface QuoteLine {
  variantId: string;
  sku: string;
  product: string;
  colour: string;
  size: string;
  lens: string;
  batch: { id: string; name: string };
  /** Where the variant stands now. */
  place: Place;
  /** Minor units. */
  price: number;
  status: LineStatus;
}

export interface QuoteVersion {
  id: string;
  version: number;
  currency: string;
  validUntil: Date;
  sentAt: Date;
  note: string | null;
  taxNote: string | null;
  /** A PDF that goes with it. */
  attachment: { name: string; size: number } | null;
  lines: QuoteLine[];
}

export interface QuoteDecision {
  id: string;
  version: number;
  currency: string;
  decidedBy: string | null;
  decidedAt: Date;
  reason: string | null;
  accepted: number;
  rejected: number;
  /** Minor units, over the accepted lines. */
  acceptedTotal: number;
  rejectedTotal: number;
}

export interface QuoteDetail {
  id: string;
  number: string;
  order: { id: string; number: string };
  /** Latest first; at least one. */
  versions: [QuoteVersion, ...QuoteVersion[]];
  /** Latest first, over all versions. */
  decisions: QuoteDecision[];
}

type Raw = Record<string, unknown>;

/** A quote with its versions, their lines and the decisions; null when the organisation has none of this id. */
export async function findQuote(tx: Tx, organisationId: string, id: string): Promise<QuoteDetail | null> {
  if (!isId(id)) return null;
  const [[quote], versions, lines, decisions] = await Promise.all([
    tx.execute<Raw>(sql`
      select q.number, o.id as order_id, o.number as order_number from quotes q
      join orders o on o.organisation_id = q.organisation_id and o.id = q.order_id
      where q.organisation_id = ${organisationId} and q.id = ${id}`),
    tx.execute<Raw>(sql`
      select * from quote_versions where organisation_id = ${organisationId} and quote_id = ${id} order by version desc`),
    tx.execute<Raw>(sql`
      select l.*, w.sku, w.colour, w.size, w.lens, w.place, p.name as product, b.id as batch_id, b.name as batch
      from quote_versions v
      join quote_lines l on l.organisation_id = v.organisation_id and l.quote_version_id = v.id
      join variants w on w.organisation_id = l.organisation_id and w.id = l.variant_id
      join products p on p.organisation_id = w.organisation_id and p.id = w.product_id
      join batches b on b.organisation_id = w.organisation_id and b.id = w.batch_id
      where v.organisation_id = ${organisationId} and v.quote_id = ${id} order by lower(p.name), lower(w.sku)`),
    tx.execute<Raw>(sql`
      select d.*, v.version, v.currency, coalesce(d.decided_by_name, u.name) as name from quote_versions v
      join quote_decisions d on d.organisation_id = v.organisation_id and d.quote_version_id = v.id
      left join users u on u.id = d.decided_by
      where v.organisation_id = ${organisationId} and v.quote_id = ${id} order by d.decided_at desc`),
  ]);
  const [latest, ...earlier] = versions.map((row) => versionOf(row, lines));
  if (!quote || !latest) return null;
  return {
    id,
    number: quote.number as string,
    order: { id: quote.order_id as string, number: quote.order_number as string },
    versions: [latest, ...earlier],
    decisions: decisions.map(decisionOf),
  };
}

function versionOf(row: Raw, lines: Raw[]): QuoteVersion {
  return {
    id: row.id as string,
    version: row.version as number,
    currency: row.currency as string,
    validUntil: new Date(row.valid_until as string),
    sentAt: new Date(row.sent_at as string),
    note: row.note as string | null,
    taxNote: row.tax_note as string | null,
    attachment: attachmentOf(row.attachment as QuoteAttachment | null),
    lines: lines.filter((line) => line.quote_version_id === row.id).map(lineOf),
  };
}

const attachmentOf = (kept: QuoteAttachment | null) => kept && { name: kept.name, size: kept.size };

function lineOf(line: Raw): QuoteLine {
  return {
    variantId: line.variant_id as string,
    sku: line.sku as string,
    product: line.product as string,
    colour: line.colour as string,
    size: line.size as string,
    lens: line.lens as string,
    batch: { id: line.batch_id as string, name: line.batch as string },
    place: line.place as Place,
    price: Number(line.price),
    status: line.status as LineStatus,
  };
}

function decisionOf(row: Raw): QuoteDecision {
  const lines = row.lines as { price: number; decision: "accepted" | "rejected" }[];
  const of = (decision: "accepted" | "rejected") => lines.filter((line) => line.decision === decision);
  const sum = (list: { price: number }[]) => list.reduce((total, line) => total + line.price, 0);
  return {
    id: row.id as string,
    version: row.version as number,
    currency: row.currency as string,
    decidedBy: row.name as string | null,
    decidedAt: new Date(row.decided_at as string),
    reason: row.reason as string | null,
    accepted: of("accepted").length,
    rejected: of("rejected").length,
    acceptedTotal: sum(of("accepted")),
    rejectedTotal: sum(of("rejected")),
  };
}
