"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { Saved } from "@/app/_form/saved";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { savePassword } from "./actions";

/** One's own password, against the current one. */
export function PasswordForm({ email, passwordHint }: { email: string; passwordHint: string }) {
  const [state, send] = useActionState(savePassword, null);
  const { typed, keep } = useTyped();
  const kept = state?.done ? {} : typed;
  return (
    <form action={send} onSubmit={keep} className="form">
      <ErrorSummary faults={faultsOf(state)} />
      {/* Tells password managers whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <TextInput
        name="current"
        label="Current password"
        type="password"
        autoComplete="current-password"
        defaultValue={kept.current}
        fault={faultAt(state, "current")}
        required
      />
      <TextInput
        name="password"
        label="New password"
        hint={passwordHint}
        type="password"
        autoComplete="new-password"
        defaultValue={kept.password}
        fault={faultAt(state, "password")}
        required
      />
      <div className="acts">
        <SubmitButton pending="One moment">Change the password</SubmitButton>
        <Saved answer={state}>Changed. You are signed out everywhere else.</Saved>
      </div>
    </form>
  );
}
