"use client";
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Select, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { chooseColumns } from "./actions";

export interface ChoicesProps {
  importId: string;
  columns: { position: number; name: string; usedAs: string; sample: string }[];
  fields: { value: string; label: string }[];
  /** What no column says, asked for once, with what was answered so far. */
  asked: { field: "brand" | "product" | "batch"; label: string; answer: string }[];
  /** Where the product is asked for: SKUs, so that each may have its own. */
  skus: { sku: string; product: string }[];
}

/** Which column is used as what, and what has to be said once for all rows. */
export function ChoicesForm({ importId, columns, fields, asked, skus }: ChoicesProps) {
  const [state, send] = useActionState(chooseColumns, null);
  return (
    <form action={send} className="form">
      <ErrorSummary faults={state ? [{ field: null, message: state.message }] : []} />
      <input type="hidden" name="importId" value={importId} />
      {asked.map(({ field, label, answer }) => (
        <TextInput
          key={field}
          name={field}
          label={label}
          hint="No column says it, so it is asked for once, for all rows."
          defaultValue={answer}
          maxLength={200}
          autoComplete="off"
        />
      ))}
      {skus.length > 0 ? (
        <details>
          <summary>Or a product for each SKU</summary>
          <div className="form">
            {skus.map(({ sku, product }) => (
              <TextInput
                key={sku}
                name={`product-of-${sku}`}
                label={sku}
                defaultValue={product}
                maxLength={200}
                autoComplete="off"
                optional
              />
            ))}
          </div>
        </details>
      ) : null}
      <details open={columns.every((column) => column.usedAs === "")}>
        <summary>
          Columns: {columns.filter((column) => column.usedAs !== "").length} of {columns.length} used
        </summary>
        <div className="form">
          {columns.map(({ position, name, usedAs, sample }) => (
            <Select
              key={position}
              name={`column-${position}`}
              label={name}
              hint={sample ? `For example “${sample}”` : undefined}
              choices={fields}
              empty="Not used"
              defaultValue={usedAs}
            />
          ))}
        </div>
      </details>
      <div className="acts">
        <SubmitButton pending="Checking again">Check again</SubmitButton>
      </div>
    </form>
  );
}
