import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Comments } from "@/app/_comments/comments";
import { QuoteDocument } from "@/app/_quotes/quote-document";
import { sum } from "@/app/_quotes/quote-facts";
import { outcomeWords, quoteName, quoteSentence } from "@/app/_quotes/quote-words";
import { readEffects } from "@/app/_quotes/read-effects";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import type { CustomerActor } from "@/lib/access/actor";
import { can, mayEver } from "@/lib/access/permissions";
import type { BatchEffect } from "@/lib/batches/quote-effect";
import { formatDay } from "@/lib/calendar/format";
import { listComments } from "@/lib/comments/list-comments";
import { decisionRight } from "@/lib/quotes/decision-right";
import { findQuote, type QuoteVersion } from "@/lib/quotes/find-quote";
import { capital, counted } from "@/lib/words/counts";
import { formatMoney } from "@/lib/words/money";
import { type Reading, reading } from "../../_page/read";
import { AfterDeclining } from "../../_parts/alert-actions";
import { Approve, Decline } from "../../_parts/decide";
import { Decisions } from "./decisions";

type Props = { params: Promise<{ id: string }> };

/** Read once for the page and its title. */
const read = cache((id: string) =>
  reading(async ({ tx, ...rest }) => {
    const { actor, organisationId, now } = rest;
    const quote = await findQuote(tx, organisationId, id);
    if (!quote) return { ...rest, quote: null, comments: null, effects: [] };
    const [comments, effects] = await Promise.all([
      listComments(tx, actor, organisationId, { on: "quote", id }, now),
      readEffects(tx, organisationId, quote, rest),
    ]);
    return { ...rest, quote, comments, effects };
  }),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { quote } = await read((await params).id);
  return { title: quote ? `Quote ${quote.number}` : "Not found" };
}

export default async function QuotePage({ params }: Props) {
  const { quote, comments, effects, ...given } = await read((await params).id);
  if (!quote || !comments) notFound();
  const [latest, ...earlier] = quote.versions;
  const pending = latest.lines.filter(({ status }) => status === "pending");
  const declined = latest.lines.filter(
    ({ status, place }) => status === "rejected" && place === "quote_rejected",
  );
  const open = sum(pending);
  const right = decisionRight(given.actor, latest.currency, open);
  const seesPrices = can(given.actor.role, "seePrices");
  const name = quoteName(quote);
  const deciding = {
    quote: name,
    versionId: latest.id,
    variantIds: pending.map(({ variantId }) => variantId),
    total: formatMoney(open, latest.currency),
    variants: counted(pending.length, "variant"),
  };
  return (
    <>
      <Crumbs
        crumbs={[
          { label: "Quotes", href: "/quotes" },
          { label: quote.order.number, href: `/orders/${quote.order.id}` },
        ]}
      />
      <PageTitle
        title={`Quote ${name}`}
        sub={[quoteSentence(quote), dateIn(effects)].filter(Boolean).join(" ")}
        actions={
          pending.length > 0 && right.may ? (
            <>
              <Approve {...deciding} primary />
              <Decline {...deciding} />
            </>
          ) : null
        }
      />
      {pending.length > 0 && !right.may ? <p className="result">{whyNot(right.why, given.actor)}</p> : null}
      {declined.length > 0 && mayEver(given.actor.role, "reviseQuote") ? (
        <div className="result">
          <span className="words">
            <b>{capital(counted(declined.length, "declined variant"))}</b>{" "}
            {declined.length === 1 ? "waits" : "wait"} until you revise or reorder.
          </span>
          <span className="acts">
            <AfterDeclining variantIds={declined.map(({ variantId }) => variantId)} actor={given.actor} />
          </span>
        </div>
      ) : null}
      <QuoteDocument
        quote={quote}
        effects={effects}
        style={given.style}
        seesPrices={seesPrices}
        limit={limitFor(given.actor, latest.currency)}
      />
      <Section title="Decisions" note="Each is kept as it was made: who, when, and which lines.">
        <Decisions
          quoteId={quote.id}
          decisions={quote.decisions}
          style={given.style}
          seesPrices={seesPrices}
        />
      </Section>
      <Comments of={comments} style={given.style} />
      {earlier.length > 0 ? (
        <Section title="Earlier versions">
          <EarlierVersions versions={earlier} given={given} seesPrices={seesPrices} />
        </Section>
      ) : null}
    </>
  );
}

/** The date in one sentence, of the batch with most of what waits. */
function dateIn([most, ...others]: readonly BatchEffect[]): string | null {
  if (!most) return null;
  return others.length > 0 ? `${most.batch}: ${most.approve}` : most.approve;
}

/** Up to which sum this person may decide a selection of lines; null without limit, -1 not at all. */
function limitFor(actor: CustomerActor, currency: string): number | null {
  if (decisionRight(actor, currency, Number.MAX_SAFE_INTEGER).may) return null;
  return decisionRight(actor, currency, 0).may ? (actor.approvalLimit ?? -1) : -1;
}

function whyNot(why: "role" | "no_limit" | "currency" | "over_limit", actor: CustomerActor): string {
  const limit = formatMoney(actor.approvalLimit ?? 0, actor.approvalCurrency ?? "EUR");
  switch (why) {
    case "over_limit":
      return `Your approval limit is ${limit}. You can decide lines up to that sum below; for the rest ask an admin of your organisation.`;
    case "currency":
      return `Your approval limit is in ${actor.approvalCurrency}. Ask an admin of your organisation to decide.`;
    default:
      return "An admin of your organisation decides quotes, or somebody with an approval limit.";
  }
}

function EarlierVersions({
  versions,
  given: { style },
  seesPrices,
}: {
  versions: QuoteVersion[];
  given: Omit<Reading, "tx">;
  seesPrices: boolean;
}) {
  return (
    <ol className="promises">
      {versions.map((version) => (
        <li key={version.id}>
          <span>Version {version.version}</span>
          <div>
            <b>
              {seesPrices
                ? formatMoney(sum(version.lines), version.currency)
                : counted(version.lines.length, "line")}
            </b>
            <p>
              Sent {formatDay(version.sentAt, style)}, {outcomeWords(version.lines)}
              {version.note ? `: “${version.note}”` : "."}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
