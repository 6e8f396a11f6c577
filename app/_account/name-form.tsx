"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { Saved } from "@/app/_form/saved";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { saveName } from "./actions";

/** One's own name, as others read it. */
export function NameForm({ name }: { name: string }) {
  const [state, send] = useActionState(saveName, null);
  const { typed, keep } = useTyped();
  return (
    <form action={send} onSubmit={keep} className="form">
      <ErrorSummary faults={faultsOf(state)} />
      <TextInput
        name="name"
        label="Name"
        autoComplete="name"
        defaultValue={typed.name ?? name}
        fault={faultAt(state, "name")}
        required
      />
      <div className="acts">
        <SubmitButton pending="Saving">Save the name</SubmitButton>
        <Saved answer={state}>Saved.</Saved>
      </div>
    </form>
  );
}
