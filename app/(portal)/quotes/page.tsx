import type { Metadata } from "next";
import { SteadyRows } from "@/components/live/steady-items";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { count } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Pager } from "@/components/ui/pager";
import { Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/access/permissions";
import { formatDay, formatInstant } from "@/lib/calendar/format";
import {
  countQuotes,
  type LineCounts,
  listQuotes,
  QUOTE_FILTERS,
  type QuoteFilter,
  type QuoteRow,
} from "@/lib/quotes/list-quotes";
import { capital, countWord, figure } from "@/lib/words/counts";
import { address, one, oneOf, type Query } from "../_page/address";
import { reading } from "../_page/read";

export const metadata: Metadata = { title: "Quotes" };

const SIZE = 50;
const LABELS: Record<QuoteFilter, string> = { all: "All", open: "Waiting for you", decided: "Decided" };
const COLUMNS: Column[] = [
  { label: "Quote", width: 130, tn: true },
  { label: "Order", width: 160, tn: true },
  { label: "Variants", width: 90, num: true },
  { label: "Net total", width: 130, num: true },
  { label: "Sent", width: 110, tn: true, drop: true },
  { label: "Valid until", width: 220 },
  { label: "Where it stands", phone: "full" },
];

export default async function QuotesPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const filter = oneOf(one(query, "show"), QUOTE_FILTERS);
  const from = one(query, "from");
  const show = filter === "all" ? null : filter;
  const { page, counts, actor, style } = await reading(async ({ tx, organisationId, ...rest }) => {
    const [page, counts] = await Promise.all([
      listQuotes(tx, organisationId, { filter, size: SIZE, ...(from ? { from } : {}) }),
      countQuotes(tx, organisationId),
    ]);
    return { ...rest, page, counts };
  });
  const seesPrices = can(actor.role, "seePrices");
  return (
    <>
      <PageTitle title="Quotes" sub={summary(counts.open)} />
      <Section
        layout="wide"
        title="Show"
        aside={
          <Tabs
            label="Which quotes"
            tabs={QUOTE_FILTERS.map((name) => ({
              href: address("/quotes", { show: name === "all" ? null : name }),
              label: LABELS[name],
              count: counts[name],
              current: name === filter,
            }))}
          />
        }
      >
        {page.rows.length === 0 ? (
          <EmptyState
            title={counts.all === 0 ? "Your quotes will be here." : "No quote is in this view."}
            actions={counts.all === 0 ? null : <LinkButton href="/quotes">Show all quotes</LinkButton>}
          >
            Where a frame needs special work, we send you a quote before we go on.
          </EmptyState>
        ) : (
          <div>
            <DataTable caption="Quotes, those that wait for you first" columns={COLUMNS}>
              <tbody>
                <SteadyRows>
                  {page.rows.map((quote) => (
                    <Row key={quote.id} quote={quote} seesPrices={seesPrices} style={style} />
                  ))}
                </SteadyRows>
              </tbody>
            </DataTable>
            <Pager
              first={page.first}
              rows={page.rows.length}
              total={counts[filter]}
              size={SIZE}
              previous={page.previous && address("/quotes", { show, from: page.previous })}
              next={page.next && address("/quotes", { show, from: page.next })}
              note="Those that wait for you first, then the newest"
            />
          </div>
        )}
      </Section>
    </>
  );
}

function Row({
  quote,
  seesPrices,
  style,
}: {
  quote: QuoteRow;
  seesPrices: boolean;
  style: { zone: string; now: Date };
}) {
  const { lines } = quote;
  const variants = lines.pending + lines.accepted + lines.rejected + lines.expired;
  return (
    <tr>
      <td>
        <Link href={`/quotes/${quote.id}`}>{quote.number}</Link>
        {quote.version > 1 ? <span className="quiet">, version {quote.version}</span> : null}
      </td>
      <td data-l="Order">{quote.order.number}</td>
      <td data-l="Variants">{count(variants)}</td>
      <td data-l="Net total">{seesPrices ? <Money minor={quote.total} currency={quote.currency} /> : "–"}</td>
      <td data-l="Sent">{formatDay(quote.sentAt, style)}</td>
      <td data-l="Valid until">{lines.pending > 0 ? formatInstant(quote.validUntil, style) : "–"}</td>
      <td>{lineWords(lines)}</td>
    </tr>
  );
}

/** "10 wait for you", "4 accepted, 2 rejected". */
function lineWords(lines: LineCounts): string {
  const parts = [
    lines.pending > 0 ? `${figure(lines.pending)} ${lines.pending === 1 ? "waits" : "wait"} for you` : null,
    lines.accepted > 0 ? `${figure(lines.accepted)} accepted` : null,
    lines.rejected > 0 ? `${figure(lines.rejected)} rejected` : null,
    lines.expired > 0 ? `${figure(lines.expired)} expired` : null,
    lines.withdrawn > 0 ? `${figure(lines.withdrawn)} withdrawn` : null,
  ];
  return capital(parts.filter((part) => part !== null).join(", "));
}

function summary(open: number): string {
  if (open === 0) return "No quote waits for you.";
  return capital(`${countWord(open)} ${open === 1 ? "quote waits" : "quotes wait"} for your decision.`);
}
