"use client";
import { useActionState } from "react";
import { faultsOf } from "@/app/_form/form-answer";
import { Saved } from "@/app/_form/saved";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import { HoursFields } from "./hours-fields";
import { keepOrganisationQuiet } from "./settings-actions";

const CHOICES = [
  { value: "none", label: "None" },
  { value: "own", label: "These hours" },
];

/** The quiet hours of everybody in an organisation who chose none of their own. */
export function OrganisationQuietForm({ value }: { value: { choice: string; from: string; to: string } }) {
  const [state, send] = useActionState(keepOrganisationQuiet, null);
  const { typed, keep } = useTyped();
  const shown =
    state && !state.done ? { choice: typed.quiet ?? "", from: typed.from ?? "", to: typed.to ?? "" } : value;
  return (
    <form action={send} onSubmit={keep} className="form">
      <ErrorSummary faults={faultsOf(state)} />
      <HoursFields choices={CHOICES} value={shown} state={state} prefix="house-" />
      <div className="acts">
        <SubmitButton pending="Saving">Save for everybody</SubmitButton>
        <Saved answer={state}>Saved.</Saved>
      </div>
    </form>
  );
}
