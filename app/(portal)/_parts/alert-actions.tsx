import { LinkButton } from "@/components/ui/button";
import type { CustomerActor } from "@/lib/access/actor";
import { can, mayEver } from "@/lib/access/permissions";
import type { Alert, ErrorAlert, QuoteAlert, RejectedAlert } from "@/lib/alerts/alert";
import { decisionRight } from "@/lib/quotes/decision-right";
import { counted } from "@/lib/words/counts";
import { formatMoney } from "@/lib/words/money";
import { address } from "../_page/address";
import { Approve, Decline } from "./decide";
import { ConfirmEvent, SendEventWithReason } from "./event-forms";

/**
 * What the reader can do about an alert, the recommended first. `primary` marks the one of the page; where there is
 * room (`full`), a quote can also be declined here.
 */
export function AlertActions({
  alert,
  actor,
  primary = false,
  full = false,
}: {
  alert: Alert;
  actor: CustomerActor;
  primary?: boolean;
  full?: boolean;
}) {
  switch (alert.kind) {
    case "blocked":
      if (alert.cause === "quote") return <QuoteActions {...{ alert, actor, primary, full }} />;
      if (alert.cause === "rejected") return <RejectedActions alert={alert} actor={actor} />;
      return (
        <LinkButton primary={primary} href={address("/validation", { batch: alert.batches[0]?.id })}>
          Start reviewing
        </LinkButton>
      );
    case "delay":
      return (
        <>
          <ContactSupport alert={alert} actor={actor} />
          <SeeVariants alert={alert} query={{ place: alert.place, show: "late" }} />
        </>
      );
    case "error":
      return <ErrorActions alert={alert} actor={actor} />;
    case "quality":
      return <SeeVariants alert={alert} query={{ show: "flagged" }} />;
  }
}

function QuoteActions({
  alert,
  actor,
  primary,
  full,
}: {
  alert: QuoteAlert;
  actor: CustomerActor;
  primary: boolean;
  full: boolean;
}) {
  const { quote } = alert;
  if (!quote) return null;
  const deciding = {
    quote: quote.version > 1 ? `${quote.number}, version ${quote.version}` : quote.number,
    versionId: quote.versionId,
    variantIds: quote.variantIds,
    total: formatMoney(quote.total, quote.currency),
    variants: counted(quote.variantIds.length, "variant"),
  };
  const { may } = decisionRight(actor, quote.currency, quote.total);
  return (
    <>
      {may ? <Approve {...deciding} primary={primary} /> : null}
      <LinkButton href={`/quotes/${quote.id}`}>
        {quote.variantIds.length === 1 ? "See the quote" : `See ${quote.variantIds.length} lines`}
      </LinkButton>
      {may && full ? <Decline {...deciding} /> : null}
    </>
  );
}

function RejectedActions({ alert, actor }: { alert: RejectedAlert; actor: CustomerActor }) {
  return (
    <>
      <AfterDeclining variantIds={alert.variantIds} actor={actor} />
      <SeeVariants alert={alert} query={{ place: "quote_rejected" }} />
    </>
  );
}

/** What may follow a declined quote: a revised one, or a new start. Source: the seed, "Quote Rejected". */
export function AfterDeclining({
  variantIds,
  actor,
}: {
  variantIds: readonly string[];
  actor: CustomerActor;
}) {
  const variants = variantIds.map((id) => ({ id }));
  const what = counted(variants.length, "variant");
  return (
    <>
      {mayEver(actor.role, "reviseQuote") ? (
        <SendEventWithReason
          event="reviseQuote"
          variants={variants}
          trigger="Revise…"
          title="Ask for a revised quote"
          submit="Ask for it"
          reasonLabel="What should change"
        >
          <p>We prepare a new quote for {what}.</p>
        </SendEventWithReason>
      ) : null}
      {mayEver(actor.role, "reorder") ? <Reorder variants={variants} what={what} /> : null}
    </>
  );
}

function ErrorActions({ alert, actor }: { alert: ErrorAlert; actor: CustomerActor }) {
  const variants = alert.variantIds.map((id) => ({ id }));
  const may = mayEver(actor.role, "reorder") && !alert.modellingBegun;
  return (
    <>
      <ContactSupport alert={alert} actor={actor} />
      {may ? <Reorder variants={variants} what={counted(variants.length, "variant")} /> : null}
      <SeeVariants alert={alert} query={{ place: "error" }} />
    </>
  );
}

/** A ticket that carries the alert's batch name and order id. Source: domain.md, "Alerts". */
function ContactSupport({ alert, actor }: { alert: Alert; actor: CustomerActor }) {
  if (!can(actor.role, "openTicket")) return null;
  return <LinkButton href={address("/support/new", { alert: alert.key })}>Contact support</LinkButton>;
}

function Reorder({ variants, what }: { variants: { id: string }[]; what: string }) {
  return (
    <ConfirmEvent
      event="reorder"
      variants={variants}
      trigger="Reorder…"
      title={`Reorder ${what}?`}
      submit="Reorder"
    >
      What stands now is cancelled, and a new variant starts in Pending Analysis in the same order and batch.
      This cannot be undone.
    </ConfirmEvent>
  );
}

function SeeVariants({ alert, query }: { alert: Alert; query: Record<string, string> }) {
  const [only] = "named" in alert && alert.count === 1 ? alert.named : [];
  if (only) return <LinkButton href={`/variants/${only.id}`}>See {only.sku}</LinkButton>;
  const batch = alert.batches.length === 1 ? alert.batches[0]?.id : undefined;
  const href = batch ? `${address(`/batches/${batch}`, query)}#variants` : address("/variants", query);
  return (
    <LinkButton href={href}>{alert.count === 1 ? "See the variant" : `See the ${alert.count}`}</LinkButton>
  );
}
