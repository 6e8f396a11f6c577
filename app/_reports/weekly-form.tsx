"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { Saved } from "@/app/_form/saved";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { type Choice, Select, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { mailWeeklyForm } from "./weekly-actions";

/** Mails a Summary Report to an address every Monday. */
export function WeeklyForm({ batches }: { batches: readonly Choice[] }) {
  const [state, send] = useActionState(mailWeeklyForm, null);
  const { typed, keep } = useTyped();
  const kept = state?.done ? {} : typed;
  return (
    <form action={send} onSubmit={keep} className="form">
      <ErrorSummary faults={faultsOf(state)} />
      <Select
        name="of"
        id="weekly-of"
        label="Summary Report of"
        choices={batches}
        empty="Everything you ordered"
        defaultValue={kept.of}
      />
      <TextInput
        name="email"
        id="weekly-email"
        label="To"
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        hint="Your own address begins at once. Anybody else is asked first, and it holds no prices, names or notes."
        defaultValue={kept.email}
        fault={faultAt(state, "email")}
        required
      />
      <div className="acts">
        <SubmitButton pending="Sending">Send it every Monday</SubmitButton>
        <Saved answer={state}>{typed.email} is listed below.</Saved>
      </div>
    </form>
  );
}
