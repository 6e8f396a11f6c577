"use client";
import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FileInput, Select, Textarea, TextInput } from "@/components/ui/inputs";
import { capital, counted } from "@/lib/words/counts";
import { type SendState, sendQuoteForm } from "./actions";
import { CURRENCY_CHOICES } from "./currencies";
import { PriceTable, type QuoteFormLine } from "./price-table";
import { useAnnounce } from "./sent-note";

/** Draws up one quote for an order: a price for each variant, or none to leave it for a later quote. */
export function QuoteForm({
  order,
  lines,
  currency: usual,
  validUntil,
  earliest,
}: {
  order: string;
  lines: QuoteFormLine[];
  /** That of its price list, else of the house. */
  currency: string;
  validUntil: string;
  earliest: string;
}) {
  const announce = useAnnounce();
  const [state, send, pending] = useActionState(async (was: SendState, data: FormData) => {
    const next = await sendQuoteForm(was, data);
    if (next?.kind === "sent") announce(next.message);
    return next;
  }, null);
  const [prices, setPrices] = useState<Record<string, string>>(
    Object.fromEntries(lines.map(({ id, price }) => [id, price])),
  );
  const [same, setSame] = useState("");
  const [currency, setCurrency] = useState(usual);
  const [filled, setFilled] = useState<string | null>(null);
  const faults = state?.kind === "faults" ? state.faults : [];
  const faultOf = (field: string) => faults.find((fault) => fault.field === field)?.message ?? null;

  function fillFromList() {
    const known = lines.filter(({ list }) => list[currency] !== undefined);
    setPrices({ ...prices, ...Object.fromEntries(known.map(({ id, list }) => [id, list[currency] ?? ""])) });
    const missing = lines.length - known.length;
    setFilled(
      known.length === 0
        ? `The price list has no ${currency} prices for these. Set them under Price lists, or write them here.`
        : `${capital(counted(known.length, "price"))} from the price list${missing > 0 ? `; ${counted(missing, "variant")} not in it` : ""}.`,
    );
  }
  const preview = useRef<HTMLElement>(null);
  // It stands below a form that fills the screen: whoever asks for it would see nothing happen.
  useEffect(() => {
    if (state?.kind === "preview") preview.current?.scrollIntoView();
  }, [state]);
  // Not the form's own action: React would empty the fields and the file after a preview.
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const data = new FormData(event.currentTarget, submitter);
    if (!pending) startTransition(() => send(data));
  }
  return (
    <form onSubmit={submit} className="quote-form">
      <ErrorSummary
        faults={faults.map((fault) => ({ ...fault, field: idOf(order, fault.field) }))}
        title={
          state?.kind === "faults" && state.of === "preview"
            ? "There is no preview yet: something has to be put right first."
            : "The quote was not sent."
        }
      />
      <div className="inline-form">
        <TextInput
          id={`same-${order}`}
          name="same"
          label="The same price for all"
          inputMode="decimal"
          value={same}
          onChange={(event) => setSame(event.target.value)}
          optional
        />
        <Button onClick={() => setPrices(Object.fromEntries(lines.map(({ id }) => [id, same])))}>
          Fill in
        </Button>
        <Button onClick={fillFromList}>Fill in from the price list</Button>
        <span role="status" className="small quiet">
          {filled}
        </span>
      </div>
      <PriceTable
        order={order}
        lines={lines}
        prices={prices}
        faultOf={faultOf}
        onPrice={(id, price) => setPrices({ ...prices, [id]: price })}
      />
      <div className="form">
        <div className="fields-2">
          <Select
            id={`currency-${order}`}
            name="currency"
            label="Currency"
            choices={CURRENCY_CHOICES}
            value={currency}
            onChange={(event) => setCurrency(event.target.value)}
          />
          <TextInput
            id={`validUntil-${order}`}
            name="validUntil"
            type="date"
            label="Valid until"
            min={earliest}
            defaultValue={validUntil}
            fault={faultOf("validUntil")}
            required
          />
        </div>
        <TextInput
          id={`taxNote-${order}`}
          name="taxNote"
          label="Tax note"
          hint="Stands below the total, such as “plus 19% VAT” or “reverse charge”."
          maxLength={500}
          fault={faultOf("taxNote")}
          optional
        />
        <Textarea
          id={`note-${order}`}
          name="note"
          label="Message to the customer"
          maxLength={10_000}
          optional
        />
        <FileInput
          id={`file-${order}`}
          name="file"
          label="PDF to go with it"
          hint="At most 10 MB. The customer downloads it from the quote."
          accept="application/pdf,.pdf"
          fault={faultOf("file")}
          optional
        />
        <div className="acts">
          <Button type="submit" primary aria-disabled={pending || undefined}>
            {pending ? "One moment" : "Send the quote"}
          </Button>
          <Button type="submit" name="intent" value="preview" aria-disabled={pending || undefined}>
            Preview
          </Button>
        </div>
      </div>
      {state?.kind === "preview" ? (
        <section ref={preview} className="quote-preview" aria-label={`Preview of ${state.title}`}>
          <p className="small quiet" role="status">
            Not sent yet. This is what the customer will see:
          </p>
          <h3>{state.title}</h3>
          <p className="sub">{state.sentence}</p>
          {state.document}
        </section>
      ) : null}
    </form>
  );
}

/** Several forms stand on the page, so each control is named by its order too; prices by their variant alone. */
const idOf = (order: string, field: string | null) =>
  field === null || field.startsWith("price-") ? field : `${field}-${order}`;
