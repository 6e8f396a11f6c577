"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { Saved } from "@/app/_form/saved";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Select, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { CURRENCY_CHOICES } from "../currencies";
import { savePriceList } from "./actions";
import { cellName } from "./cell-name";

const ROWS = [
  { complexity: "simple", label: "Simple" },
  { complexity: "standard", label: "Standard" },
  { complexity: "detailed", label: "Detailed" },
];

/** Sets one price list as a whole. */
export function PriceListForm({
  choices,
  chosen,
  currency,
  prices,
}: {
  choices: readonly { value: string; label: string }[];
  chosen: string;
  currency: string;
  /** By cell, as they would be typed. */
  prices: Readonly<Record<string, string>>;
}) {
  const [answer, save] = useActionState(savePriceList, null);
  const { typed, keep } = useTyped();
  return (
    <form action={save} onSubmit={keep} className="form">
      <ErrorSummary faults={faultsOf(answer)} title="The price list was not saved." />
      {/* On a line of its own: it names an organisation and a brand. */}
      <Select name="for" label="For" choices={choices} defaultValue={typed.for ?? chosen} />
      <div className="fields-2">
        <Select
          name="currency"
          label="Currency"
          choices={CURRENCY_CHOICES}
          defaultValue={typed.currency ?? currency}
        />
      </div>
      {ROWS.map(({ complexity, label }) => (
        <div key={complexity} className="fields-2">
          {[false, true].map((customised) => {
            const name = cellName({ complexity, customised });
            return (
              <TextInput
                key={name}
                name={name}
                label={customised ? `${label}, customised` : label}
                inputMode="decimal"
                defaultValue={typed[name] ?? prices[name] ?? ""}
                fault={faultAt(answer, name)}
              />
            );
          })}
        </div>
      ))}
      <div className="acts">
        <SubmitButton primary pending="Saving">
          Save the list
        </SubmitButton>
        <Saved answer={answer}>Saved. Quotes from now on can be filled in from it.</Saved>
      </div>
    </form>
  );
}
