import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Comments } from "@/app/_comments/comments";
import { Fact, Facts } from "@/components/production/facts";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import type { CustomerActor } from "@/lib/access/actor";
import { can } from "@/lib/access/permissions";
import { formatDay, formatInstant } from "@/lib/calendar/format";
import { listComments } from "@/lib/comments/list-comments";
import { decisionRight } from "@/lib/quotes/decision-right";
import { findQuote, type QuoteDetail, type QuoteVersion } from "@/lib/quotes/find-quote";
import { capital, counted } from "@/lib/words/counts";
import { formatMoney } from "@/lib/words/money";
import { type Reading, reading } from "../../_page/read";
import { Approve, Decline } from "../../_parts/decide";
import { consequenceOf } from "./consequence";
import { Decisions } from "./decisions";
import { QuoteLines } from "./quote-lines";

type Props = { params: Promise<{ id: string }> };

/** Read once for the page and its title. */
const read = cache((id: string) =>
  reading(async ({ tx, ...rest }) => {
    const { actor, organisationId, now } = rest;
    const quote = await findQuote(tx, organisationId, id);
    if (!quote) return { ...rest, quote: null, comments: null, consequence: null };
    const [comments, consequence] = await Promise.all([
      listComments(tx, actor, organisationId, { on: "quote", id }, now),
      consequenceOf(tx, quote, rest),
    ]);
    return { ...rest, quote, comments, consequence };
  }),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { quote } = await read((await params).id);
  return { title: quote ? `Quote ${quote.number}` : "Not found" };
}

export default async function QuotePage({ params }: Props) {
  const { quote, comments, consequence, ...given } = await read((await params).id);
  if (!quote || !comments) notFound();
  const [latest, ...earlier] = quote.versions;
  const pending = latest.lines.filter(({ status }) => status === "pending");
  const open = sum(pending);
  const right = decisionRight(given.actor, latest.currency, open);
  const seesPrices = can(given.actor.role, "seePrices");
  const name = latest.version > 1 ? `${quote.number}, version ${latest.version}` : quote.number;
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
        sub={[sentence(pending.length, latest), consequence].filter(Boolean).join(" ")}
        actions={
          pending.length > 0 && right.may ? (
            <>
              <Approve {...deciding} primary />
              <Decline {...deciding} />
            </>
          ) : null
        }
      />
      <QuoteFacts quote={quote} latest={latest} open={open} given={given} seesPrices={seesPrices} />
      {pending.length > 0 && !right.may ? <p className="result">{whyNot(right.why, given.actor)}</p> : null}
      <Section
        title="Lines"
        note={
          latest.note
            ? `“${latest.note}”`
            : `${capital(counted(latest.lines.length, "variant"))}, each with its price.`
        }
      >
        <QuoteLines
          versionId={latest.id}
          quote={name}
          currency={latest.currency}
          lines={latest.lines}
          seesPrices={seesPrices}
          limit={limitFor(given.actor, latest.currency)}
        />
      </Section>
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

const sum = (lines: { price: number }[]) => lines.reduce((total, { price }) => total + price, 0);

/** Up to which sum this person may decide a selection of lines; null without limit, -1 not at all. */
function limitFor(actor: CustomerActor, currency: string): number | null {
  if (decisionRight(actor, currency, Number.MAX_SAFE_INTEGER).may) return null;
  return decisionRight(actor, currency, 0).may ? (actor.approvalLimit ?? -1) : -1;
}

function sentence(pending: number, { lines }: QuoteVersion): string {
  if (pending > 0)
    return `${capital(counted(pending, "variant"))} ${pending === 1 ? "waits" : "wait"} for your approval.`;
  const accepted = lines.filter(({ status }) => status === "accepted").length;
  if (accepted === lines.length) return "Approved. Production goes on.";
  if (accepted === 0 && lines.some(({ status }) => status === "rejected")) return "Declined.";
  return "Nothing here waits for a decision.";
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

function QuoteFacts({
  quote,
  latest,
  open,
  given: { style },
  seesPrices,
}: {
  quote: QuoteDetail;
  latest: QuoteVersion;
  open: number;
  given: Omit<Reading, "tx">;
  seesPrices: boolean;
}) {
  const live = latest.lines.filter(({ status }) => status !== "withdrawn");
  const batches = new Map(live.map(({ batch }) => [batch.id, batch.name]));
  return (
    <Facts>
      <Fact
        label="Total, net"
        large
        answer={seesPrices ? <Money minor={sum(live)} currency={latest.currency} /> : "–"}
      >
        <p>
          {open > 0 && open !== sum(live) && seesPrices
            ? `${formatMoney(open, latest.currency)} of it waits for your decision.`
            : `Over ${counted(live.length, "line")}.`}
        </p>
      </Fact>
      <Fact label="Valid until" answer={formatInstant(latest.validUntil, style)}>
        <p>{open > 0 ? "Afterwards we prepare a new one." : "Decided."}</p>
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
            <Link href={`/orders/${quote.order.id}`}>{quote.order.number}</Link>
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
                <Link href={`/batches/${id}`}>{name}</Link>
              </span>
            ))}
            {batches.size > 2 ? ` and ${batches.size - 2} more` : null}
          </b>
        }
      />
    </Facts>
  );
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
              {capital(counted(version.lines.length, "variant"))}, sent {formatDay(version.sentAt, style)}
              {version.note ? `: “${version.note}”` : "."}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
