import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Comments } from "@/app/_comments/comments";
import { PRODUCER_PLACES, QuoteDocument } from "@/app/_quotes/quote-document";
import { quoteName, quoteSentence } from "@/app/_quotes/quote-words";
import { readEffects } from "@/app/_quotes/read-effects";
import { opsReading } from "@/app/ops/_record/read";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { listComments } from "@/lib/comments/list-comments";
import { findQuote } from "@/lib/quotes/find-quote";
import { locateQuote } from "@/lib/quotes/locate-quote";

type Props = { params: Promise<{ id: string }> };

const read = cache((id: string) =>
  opsReading(async ({ tx, actor, rules, now, style }) => {
    const owner = await locateQuote(tx, id);
    const quote = owner && (await findQuote(tx, owner.id, id));
    if (!quote) return null;
    const [effects, comments] = await Promise.all([
      readEffects(tx, owner.id, quote, { rules, now }),
      listComments(tx, actor, owner.id, { on: "quote", id: quote.id }, now),
    ]);
    return { quote, owner, effects, comments, style };
  }),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await read((await params).id);
  return { title: found ? `Quote ${found.quote.number}` : "Not found" };
}

/** A quote that was sent, as its customer reads it, and what is said about it. */
export default async function OpsQuotePage({ params }: Props) {
  const found = await read((await params).id);
  if (!found) notFound();
  const { quote, owner, effects, comments, style } = found;
  return (
    <>
      <Crumbs crumbs={[{ label: "Quotes", href: "/ops/quotes" }, { label: owner.name }]} />
      <PageTitle
        title={`Quote ${quoteName(quote)}`}
        sub={`As ${owner.name} reads it: ${quoteSentence(quote)}`}
      />
      <QuoteDocument
        quote={quote}
        effects={effects}
        style={style}
        seesPrices
        limit={-1}
        places={PRODUCER_PLACES}
      />
      <Comments of={comments} style={style} />
    </>
  );
}
