"use client";
import { useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Select, Textarea, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { sendQuoteForm } from "./actions";

export interface QuoteFormLine {
  id: string;
  sku: string;
  product: string;
  colour: string;
  complexity: string;
  customised: boolean;
  reason: string | null;
  since: string;
  late: boolean;
  price: string;
}

const CURRENCIES = ["EUR", "USD", "GBP", "CHF"].map((value) => ({ value, label: value }));

/** Draws up one quote for an order: a price for each variant, or none to leave it for a later quote. */
export function QuoteForm({
  order,
  lines,
  validUntil,
  earliest,
}: {
  order: string;
  lines: QuoteFormLine[];
  validUntil: string;
  earliest: string;
}) {
  const [state, send] = useActionState(sendQuoteForm, null);
  const [prices, setPrices] = useState<Record<string, string>>(
    Object.fromEntries(lines.map(({ id, price }) => [id, price])),
  );
  const [same, setSame] = useState("");
  const typed = state && !state.ok ? state.typed : null;
  const faultOf = (field: string) =>
    state && !state.ok ? state.faults.find((fault) => fault.field === field)?.message : null;
  return (
    <form action={send}>
      <ErrorSummary faults={state && !state.ok ? state.faults : []} title="The quote was not sent." />
      {state?.ok ? <p role="status">{state.message}</p> : null}
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
      </div>
      <DataTable
        caption={`Variants of ${order} that await a quote`}
        columns={[
          { label: "SKU", width: 130, tn: true },
          { label: "Product, colour" },
          { label: "Complexity", width: 110 },
          { label: "Customised", width: 90 },
          { label: "Asked because", width: "22%" },
          { label: "Since", width: 100 },
          { label: "Price, net", width: 130 },
        ]}
        roomy
      >
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td>{line.sku}</td>
              <td title={`${line.product} ${line.colour}`}>
                {line.product} <span className="quiet">{line.colour}</span>
              </td>
              <td data-l="Complexity">{line.complexity}</td>
              <td data-l="Customised">{line.customised ? "yes" : "no"}</td>
              <td data-l="Asked because" title={line.reason ?? undefined}>
                {line.reason ?? "–"}
              </td>
              <td data-l="Since" className={line.late ? "late" : undefined}>
                {line.since}
                {line.late ? <span className="vh"> late</span> : null}
              </td>
              <td>
                <input
                  id={`price-${line.id}`}
                  name={`price-${line.id}`}
                  className="inp"
                  inputMode="decimal"
                  aria-label={`Price of ${line.sku}`}
                  aria-invalid={faultOf(`price-${line.id}`) ? true : undefined}
                  value={prices[line.id] ?? ""}
                  onChange={(event) => setPrices({ ...prices, [line.id]: event.target.value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <div className="form">
        <div className="fields-2">
          <Select
            id={`currency-${order}`}
            name="currency"
            label="Currency"
            choices={CURRENCIES}
            defaultValue={typed?.currency ?? "EUR"}
          />
          <TextInput
            id={`valid-${order}`}
            name="validUntil"
            type="date"
            label="Valid until"
            min={earliest}
            defaultValue={typed?.validUntil ?? validUntil}
            fault={faultOf("validUntil")}
            required
          />
        </div>
        <Textarea
          id={`note-${order}`}
          name="note"
          label="Message to the customer"
          defaultValue={typed?.note ?? ""}
          optional
        />
        <div className="acts">
          <SubmitButton primary pending="Sending">
            Send the quote
          </SubmitButton>
        </div>
      </div>
    </form>
  );
}
