"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { type Choice, Select, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { createBatchForm } from "./actions";

/** Makes an empty batch of an organisation. */
export function CreateForm({ organisations }: { organisations: readonly Choice[] }) {
  const [state, send] = useActionState(createBatchForm, null);
  const { typed, keep } = useTyped();
  return (
    <form action={send} onSubmit={keep} className="form">
      <ErrorSummary faults={faultsOf(state)} />
      <Select
        name="organisationId"
        label="Organisation"
        choices={organisations}
        empty="Choose"
        defaultValue={typed.organisationId ?? ""}
        fault={faultAt(state, "organisationId")}
        required
      />
      <div className="fields-2">
        <TextInput
          name="name"
          label="Name"
          autoComplete="off"
          maxLength={200}
          defaultValue={typed.name}
          fault={faultAt(state, "name")}
          required
        />
        <TextInput
          name="requestedOn"
          type="date"
          label="Requested for"
          defaultValue={typed.requestedOn}
          fault={faultAt(state, "requestedOn")}
          optional
        />
      </div>
      <div className="acts">
        <SubmitButton pending="Creating">Create the batch</SubmitButton>
      </div>
    </form>
  );
}
