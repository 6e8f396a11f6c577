import { LinkButton } from "@/components/ui/button";
import { EVENT_META } from "@/lib/lifecycle/events";
import type { EventId } from "@/lib/lifecycle/states";
import type { VariantDetail } from "@/lib/variants/find-variant";
import type { HistoryEntry } from "@/lib/variants/list-history";
import type { PossibleEvent } from "@/lib/variants/possible-events";
import { ConfirmEvent, SendEvent, SendEventWithReason, type Target } from "../../_parts/event-forms";

/** Decided on the quote's page, with its lines and prices. */
const ON_QUOTE: ReadonlySet<EventId> = new Set(["acceptQuote", "rejectQuote"]);
const FOREMOST: ReadonlySet<EventId> = new Set(["validate", "reviseQuote"]);

/** What the reader may do to a variant now; nothing that would be refused is offered. */
export function VariantActions({
  variant,
  possible,
  history,
}: {
  variant: VariantDetail;
  possible: PossibleEvent[];
  history: HistoryEntry[];
}) {
  const quote = history.find((entry) => entry.kind === "step" && entry.quote !== null);
  const quoteId = quote?.kind === "step" ? quote.quote?.id : undefined;
  const decides = possible.some(({ event }) => ON_QUOTE.has(event));
  const target = [{ id: variant.id, version: variant.version }];
  return (
    <>
      {variant.place === "quote_sent" && quoteId ? (
        <LinkButton primary={decides} href={`/quotes/${quoteId}`}>
          {decides ? "Decide on the quote" : "See the quote"}
        </LinkButton>
      ) : null}
      {possible
        .filter(({ event }) => !ON_QUOTE.has(event))
        .sort((a, b) => Number(FOREMOST.has(b.event)) - Number(FOREMOST.has(a.event)))
        .map((choice) => (
          <EventButton key={choice.event} choice={choice} variants={target} sku={variant.sku} />
        ))}
    </>
  );
}

function EventButton({
  choice: { event, fields },
  variants,
  sku,
}: {
  choice: PossibleEvent;
  variants: readonly Target[];
  sku: string;
}) {
  const { label } = EVENT_META[event];
  const primary = FOREMOST.has(event);
  if (event === "reorder") {
    return (
      <ConfirmEvent
        event={event}
        variants={variants}
        trigger="Reorder…"
        title={`Reorder ${sku}?`}
        submit="Reorder"
      >
        A new variant starts in Pending Analysis in the same order and batch, linked with this one. This
        cannot be undone.
      </ConfirmEvent>
    );
  }
  const reason = fields.find(({ kind }) => kind === "words");
  if (!reason) {
    return (
      <SendEvent event={event} variants={variants} primary={primary}>
        {event === "undo" ? "Undo the last step" : label}
      </SendEvent>
    );
  }
  const code = fields.find(({ kind }) => kind === "choice");
  return (
    <SendEventWithReason
      event={event}
      variants={variants}
      primary={primary}
      trigger={`${label}…`}
      title={`${label}: ${sku}`}
      submit={label}
      reasonLabel={reason.label}
      reasonOptional={!reason.required}
      {...(code ? { codes: code.options, codeLabel: code.label } : {})}
    />
  );
}
