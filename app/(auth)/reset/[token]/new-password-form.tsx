"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { chooseNewPassword } from "../actions";

/** The new password, once: a browser shows what was typed where somebody wants to look. */
export function NewPasswordForm({ token, passwordHint }: { token: string; passwordHint: string }) {
  const [state, send] = useActionState(chooseNewPassword, null);
  const { typed, keep } = useTyped();
  return (
    <>
      <form action={send} onSubmit={keep} className="form big">
        <ErrorSummary faults={faultsOf(state)} />
        <input type="hidden" name="token" value={token} />
        <TextInput
          name="password"
          label="New password"
          hint={passwordHint}
          type="password"
          autoComplete="new-password"
          defaultValue={typed.password}
          fault={faultAt(state, "password")}
          required
        />
        <SubmitButton primary full pending="One moment">
          Keep this password
        </SubmitButton>
      </form>
      <p className="small quiet">You are signed out everywhere else, and sign in with the new one.</p>
    </>
  );
}
