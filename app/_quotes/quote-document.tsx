import { Section } from "@/components/shell/section";
import type { BatchEffect } from "@/lib/batches/quote-effect";
import type { DateStyle } from "@/lib/calendar/format";
import type { QuoteDetail, QuoteVersion } from "@/lib/quotes/find-quote";
import { capital, counted } from "@/lib/words/counts";
import { QuoteEffects } from "./quote-effects";
import { QuoteFacts } from "./quote-facts";
import { QuoteLines } from "./quote-lines";
import { quoteName } from "./quote-words";

/** Where its links lead: the customer's places or the producer's. */
export interface Places {
  variants: string;
  orders: string;
  batches: string;
}
export const CUSTOMER_PLACES: Places = { variants: "/variants", orders: "/orders", batches: "/batches" };
export const PRODUCER_PLACES: Places = {
  variants: "/ops/variants",
  orders: "/ops/orders",
  batches: "/ops/batches",
};

/**
 * A quote as its customer reads it: facts, what each decision does to the dates, the lines, the message and the PDF. The
 * producer's preview shows this very part, with nothing to decide.
 */
export function QuoteDocument({
  quote,
  effects,
  style,
  seesPrices,
  limit,
  places = CUSTOMER_PLACES,
  kept = true,
}: {
  quote: QuoteDetail;
  effects: readonly BatchEffect[];
  style: DateStyle;
  seesPrices: boolean;
  /** Minor units the reader may decide at once; null without limit, -1 not at all. */
  limit: number | null;
  places?: Places;
  /** Whether it was sent, so that its PDF has an address. */
  kept?: boolean;
}) {
  const [latest] = quote.versions;
  return (
    <>
      <QuoteFacts quote={quote} style={style} seesPrices={seesPrices} places={places} />
      {effects.length > 0 ? (
        <Section title="What you decide" note="Dates are of being ready for review.">
          <QuoteEffects effects={effects} />
        </Section>
      ) : null}
      <Section title="Lines" note={<Message version={latest} />}>
        <div>
          <QuoteLines
            versionId={latest.id}
            quote={quoteName(quote)}
            currency={latest.currency}
            lines={latest.lines}
            seesPrices={seesPrices}
            limit={limit}
            variantsAt={places.variants}
          />
          {latest.attachment && seesPrices ? (
            <p className="small">
              Attached:{" "}
              {kept ? (
                <a href={`/quotes/${quote.id}/attachment/${latest.id}`} download>
                  {latest.attachment.name}
                </a>
              ) : (
                latest.attachment.name
              )}{" "}
              <span className="quiet">PDF, {sizeWords(latest.attachment.size)}</span>
            </p>
          ) : null}
        </div>
      </Section>
    </>
  );
}

function Message({ version: { note, lines } }: { version: QuoteVersion }) {
  const each = lines.length === 1 ? "with its price" : "each with its price";
  return note ? `“${note}”` : `${capital(counted(lines.length, "variant"))}, ${each}.`;
}

const sizeWords = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
