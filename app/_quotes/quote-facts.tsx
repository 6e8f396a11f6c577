import { Fact, Facts } from "@/components/production/facts";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { type DateStyle, formatDay, formatInstant } from "@/lib/calendar/format";
import type { QuoteDetail, QuoteVersion } from "@/lib/quotes/find-quote";
import { counted } from "@/lib/words/counts";
import { formatMoney } from "@/lib/words/money";
import type { Places } from "./quote-document";
import { validityWords } from "./quote-words";

/** Total, taxes, validity, order and batches of the latest version. */
export function QuoteFacts({
  quote,
  style,
  seesPrices,
  places,
}: {
  quote: QuoteDetail;
  style: DateStyle;
  seesPrices: boolean;
  places: Places;
}) {
  const [latest] = quote.versions;
  const live = latest.lines.filter(({ status }) => status !== "withdrawn");
  const batches = new Map(live.map(({ batch }) => [batch.id, batch.name]));
  const open = sum(latest.lines.filter(({ status }) => status === "pending"));
  const accepted = sum(latest.lines.filter(({ status }) => status === "accepted"));
  return (
    <Facts>
      <Fact
        label="Total, net"
        large
        answer={seesPrices ? <Money minor={sum(live)} currency={latest.currency} /> : "–"}
      >
        <p>{totalWords(latest, { open, accepted, live: sum(live), lines: live.length, seesPrices })}</p>
        {latest.taxNote && seesPrices ? <p>{latest.taxNote}</p> : null}
      </Fact>
      <Fact label="Valid until" answer={formatInstant(latest.validUntil, style)}>
        <p>{validityWords(latest.lines)}</p>
      </Fact>
      <Fact label="Sent" answer={formatDay(latest.sentAt, style)}>
        <p>
          {latest.version > 1 ? `Version ${latest.version} of ${quote.versions.length}.` : "First version."}
        </p>
      </Fact>
      <Fact
        label="Order"
        answer={
          <b>
            <Link href={`${places.orders}/${quote.order.id}`}>{quote.order.number}</Link>
          </b>
        }
      />
      <Fact
        label="Batch"
        answer={
          <b className="wraps">
            {[...batches].slice(0, 2).map(([id, name], index) => (
              <span key={id}>
                {index > 0 ? ", " : null}
                <Link href={`${places.batches}/${id}`}>{name}</Link>
              </span>
            ))}
            {batches.size > 2 ? ` and ${batches.size - 2} more` : null}
          </b>
        }
      />
    </Facts>
  );
}

export const sum = (lines: readonly { price: number }[]) =>
  lines.reduce((total, { price }) => total + price, 0);

function totalWords(
  { currency }: QuoteVersion,
  {
    open,
    accepted,
    live,
    lines,
    seesPrices,
  }: { open: number; accepted: number; live: number; lines: number; seesPrices: boolean },
): string {
  if (open > 0 && open !== live && seesPrices)
    return `${formatMoney(open, currency)} of it waits for your decision.`;
  if (open === 0 && accepted > 0 && accepted !== live && seesPrices)
    return `${formatMoney(accepted, currency)} of it was approved.`;
  return `Over ${counted(lines, "line")}.`;
}
