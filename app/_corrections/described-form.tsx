"use client";
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Checkbox, type Choice, Select, Textarea, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { type CorrectionState, type Described, saveCorrection, saveNewVariant } from "./actions";

const COMPLEXITIES: Choice[] = [
  { value: "simple", label: "Simple" },
  { value: "standard", label: "Standard" },
  { value: "detailed", label: "Detailed" },
];
const NAMES: [keyof Described, string][] = [
  ["sku", "SKU"],
  ["ean", "EAN"],
  ["upc", "UPC"],
  ["colour", "Colour"],
  ["size", "Size"],
  ["lens", "Lens"],
  ["complexity", "Complexity"],
  ["customised", "Customised"],
  ["note", "Remark"],
];

/** Corrects a variant that was ordered. In a conflict it shows theirs beside yours and keeps what you typed. */
export function CorrectionForm({
  variantId,
  edition,
  values,
}: {
  variantId: string;
  edition: number;
  values: Described;
}) {
  const [state, send] = useActionState(saveCorrection, null);
  const current = (state?.ok ? state.edition : state?.edition) ?? edition;
  return (
    <form action={send} className="form">
      <input type="hidden" name="variantId" value={variantId} />
      <input type="hidden" name="edition" value={current} />
      <Faults state={state} />
      <Theirs state={state} />
      <Fields values={state && !state.ok ? state.typed : values} state={state} />
      <div className="acts">
        <SubmitButton primary pending="Saving">
          {state && !state.ok && state.theirs ? "Save mine over theirs" : "Save the correction"}
        </SubmitButton>
        {state?.ok ? <span role="status">Saved.</span> : null}
      </div>
    </form>
  );
}

/** Adds a variant to an order while it is still being analysed. */
export function NewVariantForm({
  orderId,
  products,
  batches,
}: {
  orderId: string;
  products: Choice[];
  batches: Choice[];
}) {
  const [state, send] = useActionState(saveNewVariant, null);
  return (
    <form action={send} className="form">
      <input type="hidden" name="orderId" value={orderId} />
      <Faults state={state} />
      <Select name="productId" label="Product" choices={products} required />
      <Select name="batchId" label="Batch" choices={batches} required />
      <Fields values={state && !state.ok ? state.typed : EMPTY} state={state} />
      <div className="acts">
        <SubmitButton primary pending="Adding">
          Add the variant
        </SubmitButton>
        {state?.ok ? <span role="status">Added, in Pending Analysis.</span> : null}
      </div>
    </form>
  );
}

const EMPTY: Described = {
  sku: "",
  ean: "",
  upc: "",
  colour: "",
  size: "",
  lens: "",
  complexity: "standard",
  customised: false,
  note: "",
};

function Faults({ state }: { state: CorrectionState }) {
  if (!state || state.ok) return null;
  const named = Object.entries(state.fields).flatMap(([field, messages]) =>
    messages.map((message) => ({ field, message })),
  );
  const faults = named.length > 0 ? named : [{ field: null, message: state.message }];
  return <ErrorSummary faults={faults} />;
}

function Theirs({ state }: { state: CorrectionState }) {
  if (!state || state.ok || !state.theirs) return null;
  const { theirs, typed } = state;
  const shown = (value: unknown) =>
    typeof value === "boolean" ? (value ? "yes" : "no") : String(value ?? "") || "(empty)";
  const differing = NAMES.filter(([key]) => shown(theirs[key] ?? "") !== shown(typed[key]));
  return (
    <table className="tbl wrap">
      <caption className="vh">What they saved and what you typed</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Theirs</th>
          <th scope="col">Yours</th>
        </tr>
      </thead>
      <tbody>
        {differing.map(([key, label]) => (
          <tr key={key}>
            <td>{label}</td>
            <td>{shown(theirs[key])}</td>
            <td>{shown(typed[key])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Fields({ values, state }: { values: Described; state: CorrectionState }) {
  const fault = (name: string) => (state && !state.ok ? (state.fields[name]?.join(" ") ?? null) : null);
  const common = (name: keyof Described) => ({
    name,
    fault: fault(name),
    defaultValue: String(values[name]),
  });
  return (
    <>
      <TextInput label="SKU" maxLength={64} required {...common("sku")} />
      <div className="fields-2">
        <TextInput label="EAN" inputMode="numeric" optional {...common("ean")} />
        <TextInput label="UPC" inputMode="numeric" optional {...common("upc")} />
      </div>
      <div className="fields-2">
        <TextInput label="Colour" optional {...common("colour")} />
        <TextInput label="Lens" optional {...common("lens")} />
      </div>
      <div className="fields-2">
        <TextInput label="Size" optional {...common("size")} />
        <Select label="Complexity" choices={COMPLEXITIES} {...common("complexity")} />
      </div>
      <Checkbox name="customised" label="Customised" defaultChecked={values.customised} />
      <Textarea label="Remark" optional {...common("note")} />
    </>
  );
}
