import type { Metadata } from "next";
import { SteadyItems, SteadyRows } from "@/components/live/steady-items";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { ConfirmReason } from "@/components/ui/confirm-reason";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { asActor } from "@/lib/access/actor";
import { requireProducer } from "@/lib/auth/current-actor";
import { formatDay, formatInstant } from "@/lib/calendar/format";
import {
  type AwaitingOrder,
  awaitingQuotes,
  type SentVersion,
  sentQuotes,
} from "@/lib/quotes/list-producer-quotes";
import { type PriceList, priceFrom, readPriceLists } from "@/lib/quotes/price-list";
import { rulesInForce } from "@/lib/variants/rules";
import { capital, counted } from "@/lib/words/counts";
import { withdrawForm } from "./actions";
import { centsText } from "./cents";
import { CURRENCIES } from "./currencies";
import { QuoteForm } from "./quote-form";
import { SentNote } from "./sent-note";

export const metadata: Metadata = { title: "Quotes" };

const VALID_DAYS = 14;

export default async function OpsQuotesPage() {
  const actor = await requireProducer();
  const now = new Date();
  const { awaiting, sent, lists, zone } = await asActor(
    actor,
    async (tx) => {
      const [awaiting, sent, lists, rules] = await Promise.all([
        awaitingQuotes(tx),
        sentQuotes(tx),
        readPriceLists(tx),
        rulesInForce(tx),
      ]);
      return { awaiting, sent, lists, zone: rules.calendar.zone };
    },
    { readOnly: true },
  );
  const waiting = awaiting.reduce((sum, order) => sum + order.variants.length, 0);
  const style = { zone, now };
  return (
    <>
      <PageTitle
        title={
          waiting === 0
            ? "Nothing awaits a quote."
            : `${capital(counted(waiting, "variant"))} ${waiting === 1 ? "awaits" : "await"} a quote.`
        }
        sub={`${capital(counted(sent.filter((version) => version.pending > 0).length, "quote"))} with customers.`}
        actions={<Link href="/ops/quotes/prices">Price lists</Link>}
      />
      <SentNote>
        <ul>
          <SteadyItems>
            {awaiting.map((order) => (
              <Section
                key={order.orderId}
                title={order.order}
                note={`${order.organisation}, ${order.batches.join(", ")}`}
                layout="stack"
              >
                <QuoteForm
                  order={order.order}
                  lines={linesOf(order, lists, style)}
                  currency={
                    lists.find(({ organisation }) => organisation.id === order.organisationId)?.currency ??
                    "EUR"
                  }
                  validUntil={isoDay(now, VALID_DAYS)}
                  earliest={isoDay(now, 1)}
                />
              </Section>
            ))}
          </SteadyItems>
        </ul>
      </SentNote>
      <Section title="Sent" note="Open ones first." layout="stack">
        {sent.length === 0 ? (
          <EmptyState title="No quote was sent yet">
            Quotes that went out stand here, with what was decided.
          </EmptyState>
        ) : (
          <SentTable sent={sent} style={style} />
        )}
      </Section>
    </>
  );
}

function linesOf(
  { organisationId, variants }: AwaitingOrder,
  lists: readonly PriceList[],
  style: { zone: string; now: Date },
) {
  return variants.map(({ since, dueAt, lastPrice, brandId, ...line }) => {
    const priced = CURRENCIES.flatMap((currency) => {
      const price = priceFrom(lists, { organisationId, brandId, ...line }, currency);
      return price === null ? [] : [[currency, centsText(price)] as const];
    });
    return {
      ...line,
      since: formatDay(since, style),
      late: dueAt !== null && dueAt < style.now,
      price: lastPrice === null ? "" : centsText(lastPrice),
      list: Object.fromEntries(priced),
    };
  });
}

const isoDay = (now: Date, days: number) =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

function SentTable({ sent, style }: { sent: SentVersion[]; style: { zone: string; now: Date } }) {
  return (
    <DataTable
      caption="Quotes that were sent"
      roomy
      ids={false}
      columns={[
        { label: "Quote", width: 140 },
        { label: "Organisation" },
        { label: "Order", width: 140, tn: true },
        { label: "Total, net", width: 110, num: true },
        { label: "Lines", width: "24%" },
        { label: "Sent", width: 100 },
        { label: "Valid until", width: 190 },
        { label: "Withdraw", labelHidden: true, width: 110 },
      ]}
    >
      <tbody>
        <SteadyRows>
          {sent.map((version) => (
            <tr key={version.versionId}>
              <td>
                <Link href={`/ops/quotes/${version.quoteId}`}>
                  <b>{version.number}</b>, version {version.version}
                </Link>
              </td>
              <td data-l="Organisation">{version.organisation}</td>
              <td data-l="Order">{version.order}</td>
              <td data-l="Total, net">
                <Money minor={version.total} currency={version.currency} />
              </td>
              <td data-l="Lines">{linesInWords(version)}</td>
              <td data-l="Sent">{formatDay(version.sentAt, style)}</td>
              <td data-l="Valid until">{formatInstant(version.validUntil, style)}</td>
              <td>
                {version.pending > 0 ? (
                  <ConfirmReason
                    small
                    trigger="Withdraw…"
                    title={`Withdraw ${version.number}, version ${version.version}?`}
                    action={withdrawForm}
                    submit="Withdraw the quote"
                    reasonLabel="Why it is withdrawn"
                    hidden={{ quoteVersionId: version.versionId }}
                  >
                    <p>Its open lines go back to Quote Requested; a new version can follow.</p>
                  </ConfirmReason>
                ) : null}
              </td>
            </tr>
          ))}
        </SteadyRows>
      </tbody>
    </DataTable>
  );
}

function linesInWords({ pending, accepted, rejected, expired, withdrawn }: SentVersion): string {
  const parts = Object.entries({ open: pending, accepted, rejected, expired, withdrawn }).filter(
    ([, n]) => n > 0,
  );
  return parts.map(([word, n]) => `${n} ${word}`).join(", ");
}
