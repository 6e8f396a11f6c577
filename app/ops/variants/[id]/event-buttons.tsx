import { ConfirmEvent, SendEvent, SendEventWithReason, type Target } from "@/app/(portal)/_parts/event-forms";
import { LinkButton } from "@/components/ui/button";
import { type Choice, Select } from "@/components/ui/inputs";
import { EVENT_META } from "@/lib/lifecycle/events";
import type { EventId } from "@/lib/lifecycle/states";
import type { VariantDetail } from "@/lib/variants/find-variant";
import type { PossibleEvent } from "@/lib/variants/possible-events";
import { NEXT_STEP } from "../../_console/next-step";
import { FormDialog } from "../../_record/form-dialog";
import { sendToVariant } from "./actions";

/** Money is decided where its lines and prices are. */
const ON_QUOTES: ReadonlySet<EventId> = new Set(["sendQuote", "withdrawQuote"]);

/** What may be done to a variant now, the usual next step first; nothing that would be refused is offered. */
export function EventButtons({
  variant,
  possible,
  batches,
}: {
  variant: VariantDetail;
  possible: PossibleEvent[];
  batches: readonly Choice[];
}) {
  const usual = NEXT_STEP[variant.place]?.event;
  const quoting = possible.find(({ event }) => ON_QUOTES.has(event));
  return (
    <>
      {quoting ? (
        <LinkButton primary={quoting.event === "sendQuote"} href="/ops/quotes">
          {EVENT_META[quoting.event].label}
        </LinkButton>
      ) : null}
      {possible
        .filter(({ event }) => !ON_QUOTES.has(event))
        .sort((a, b) => Number(b.event === usual) - Number(a.event === usual))
        .map((choice) => (
          <EventButton
            key={choice.event}
            choice={choice}
            variant={variant}
            batches={batches}
            primary={choice.event === usual}
          />
        ))}
    </>
  );
}

function EventButton({
  choice: { event, fields },
  variant,
  batches,
  primary,
}: {
  choice: PossibleEvent;
  variant: VariantDetail;
  batches: readonly Choice[];
  primary: boolean;
}) {
  const { id, version, sku } = variant;
  const variants: Target[] = [{ id, version }];
  const label = event === "undo" ? "Undo the last step" : EVENT_META[event].label;
  if (event === "assignToBatch") {
    return (
      <FormDialog
        primary={primary}
        trigger={`${label}…`}
        title={`${label}: ${sku}`}
        action={sendToVariant}
        submit={label}
        hidden={{ variantId: id, version: String(version), event }}
      >
        <Select
          id="assign-batch"
          name="batchId"
          label="Batch"
          choices={batches}
          empty={`The ordered one, ${variant.batch.name}`}
        />
      </FormDialog>
    );
  }
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
  const code = fields.find(({ kind }) => kind === "choice");
  if (!reason) {
    return (
      <SendEvent event={event} variants={variants} primary={primary}>
        {label}
      </SendEvent>
    );
  }
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
