"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { removeSecondFactor } from "./second-factor-actions";

const id = "second-factor-current";

/** Turns the second factor off, against the password: to set it up anew with another phone, say. */
export function SecondFactorOff() {
  const [state, send] = useActionState(removeSecondFactor, null);
  return (
    <form action={send} className="form">
      <ErrorSummary faults={faultsOf(state)} />
      <p className="small">
        <b>It is on.</b> To move it to another phone, turn it off and set it up again.
      </p>
      <TextInput
        id={id}
        name="current"
        label="Your password"
        type="password"
        autoComplete="current-password"
        fault={faultAt(state, id)}
        required
      />
      <div className="acts">
        <SubmitButton pending="One moment">Turn it off</SubmitButton>
      </div>
    </form>
  );
}
