"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { Saved } from "@/app/_form/saved";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Checkbox, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { addOrganisation, saveOrganisation } from "./actions";

/** Name and settings of an organisation: a new one where there is no `organisation`. */
export function OrganisationForm({
  organisation,
}: {
  organisation?: { id: string; name: string; startOnAcceptance: boolean; showNames: boolean };
}) {
  const [state, send] = useActionState(organisation ? saveOrganisation : addOrganisation, null);
  const { typed, keep } = useTyped();
  const wasSent = state !== null && !state.done;
  const checked = (name: "startOnAcceptance" | "showNames", otherwise: boolean) =>
    wasSent ? name in typed : (organisation?.[name] ?? otherwise);
  const checks = JSON.stringify([checked("startOnAcceptance", true), checked("showNames", false)]);
  return (
    <form action={send} onSubmit={keep} className="form">
      <ErrorSummary faults={faultsOf(state)} />
      {organisation ? <input type="hidden" name="id" value={organisation.id} /> : null}
      <TextInput
        name="name"
        label="Name"
        autoComplete="off"
        defaultValue={(wasSent ? typed.name : undefined) ?? organisation?.name}
        fault={faultAt(state, "name")}
        required
      />
      {/* React empties a form after its action; the key lets the marks that came back stand again. */}
      <div key={checks} className="grid gap-2">
        <Checkbox
          name="startOnAcceptance"
          label="Start on acceptance"
          hint="An accepted quote starts production in the same moment."
          defaultChecked={checked("startOnAcceptance", true)}
        />
        <Checkbox
          name="showNames"
          label="Show names"
          hint="Its people read names of the production team; otherwise departments."
          defaultChecked={checked("showNames", false)}
        />
      </div>
      <div className="acts">
        <SubmitButton pending="Saving">
          {organisation ? "Save the settings" : "Add the organisation"}
        </SubmitButton>
        <Saved answer={state}>Saved.</Saved>
      </div>
    </form>
  );
}
