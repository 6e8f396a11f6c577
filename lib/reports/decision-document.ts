import { type Actor, asActor, roleOf } from "@/lib/access/actor";
import { notFound, notPermitted } from "@/lib/access/errors";
import { can } from "@/lib/access/permissions";
import { formatInstant } from "@/lib/calendar/format";
import { findDecision, type SealedDecision } from "@/lib/quotes/find-decision";
import { rulesInForce } from "@/lib/variants/rules";
import { counted } from "@/lib/words/counts";
import { formatMoney } from "@/lib/words/money";
import type { Column, Fact } from "./format/columns";
import { decisionPdf } from "./format/decision-pdf";
import { sheet } from "./format/sheet";
import { xlsxStream } from "./format/xlsx";
import { MEDIA_TYPES, type ReportFile } from "./make-report";

export const DOCUMENT_FORMATS = ["pdf", "xlsx"] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

const WORDS = { accepted: "Accepted", rejected: "Declined" } as const;

type Row = SealedDecision["lines"][number] & { currency: string };

const columns: Column<Row>[] = [
  { key: "sku", header: "SKU", kind: "text", audience: "customer", value: ({ sku }) => sku },
  {
    key: "decision",
    header: "Decision",
    kind: "text",
    audience: "customer",
    value: ({ decision }) => WORDS[decision],
  },
  {
    key: "price",
    header: "Price, net",
    kind: "money",
    audience: "customer",
    value: ({ price, currency }) => ({ minor: price, currency }),
  },
];

/**
 * The sealed document of one decision on a quote: exactly the lines, prices and version decided, who and when, with the
 * seal they hash to. For whoever may see prices; another organisation's is *not found*. Source: domain.md, Quotes.
 */
export async function makeDecisionDocument(
  actor: Actor,
  { quoteId, decisionId, format }: { quoteId: string; decisionId: string; format: DocumentFormat },
  now: Date,
): Promise<ReportFile> {
  const role = roleOf(actor);
  if (!can(role, "seePrices")) throw notPermitted("see prices");
  const { decision, zone } = await asActor(
    actor,
    async (tx) => {
      const organisationId = actor.kind === "customer" ? { organisationId: actor.organisationId } : {};
      const [found, rules] = await Promise.all([
        findDecision(tx, { quoteId, decisionId, ...organisationId }),
        rulesInForce(tx),
      ]);
      return { decision: found, zone: rules.calendar.zone };
    },
    { readOnly: true },
  );
  if (!decision) throw notFound("This decision");
  const facts = factsOf(decision, zone);
  const name = `${decision.quote}, version ${decision.version}, decision.${format}`;
  if (format === "pdf") {
    const lines = decision.lines.map(({ sku, decision: what, price }) => ({
      sku,
      decision: WORDS[what],
      price: formatMoney(price, decision.currency),
    }));
    const title = `Decision on quote ${decision.quote}, version ${decision.version}`;
    return { name, mediaType: "application/pdf", body: decisionPdf({ title, facts, lines }) };
  }
  const rows = decision.lines.map((line) => ({ ...line, currency: decision.currency }));
  const body = xlsxStream({
    sheets: [sheet({ name: "Lines", columns, rows: once(rows) })],
    facts,
    zone,
    generatedAt: now,
  });
  return { name, mediaType: MEDIA_TYPES.xlsx, body };
}

async function* once(rows: Row[]): AsyncGenerator<Row[], void> {
  yield rows;
}

function factsOf(decision: SealedDecision, zone: string): Fact[] {
  const { lines, currency } = decision;
  const part = (what: "accepted" | "rejected") => {
    const of = lines.filter((line) => line.decision === what);
    const total = of.reduce((sum, { price }) => sum + price, 0);
    return of.length === 0 ? "none" : `${counted(of.length, "line")}, ${formatMoney(total, currency)} net`;
  };
  return [
    { label: "Quote", value: `${decision.quote}, version ${decision.version}` },
    { label: "Order", value: decision.order },
    { label: "Organisation", value: decision.organisation },
    { label: "Decided by", value: decision.decidedBy ?? "Somebody who has left" },
    { label: "Decided at", value: `${formatInstant(decision.decidedAt, { zone })} (${zone})` },
    { label: "Accepted", value: part("accepted") },
    { label: "Declined", value: part("rejected") },
    ...(decision.taxNote ? [{ label: "Tax note", value: decision.taxNote }] : []),
    ...(decision.reason ? [{ label: "Reason", value: decision.reason }] : []),
    { label: "Seal (SHA-256)", value: decision.seal },
  ];
}
