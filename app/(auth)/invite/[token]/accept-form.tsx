"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { accept } from "./actions";

/** A new person chooses name and password; somebody with an account only says yes. */
export function AcceptForm({
  token,
  email,
  name,
  hasAccount,
  passwordHint,
}: {
  token: string;
  email: string;
  name: string;
  hasAccount: boolean;
  passwordHint: string;
}) {
  const [state, send] = useActionState(accept, null);
  const { typed, keep } = useTyped();
  return (
    <form action={send} onSubmit={keep} className="form big">
      <ErrorSummary faults={faultsOf(state)} />
      <input type="hidden" name="token" value={token} />
      {hasAccount ? null : (
        <>
          {/* Tells password managers whose password this is. */}
          <input type="hidden" name="username" autoComplete="username" value={email} />
          <TextInput
            name="name"
            label="Your name"
            autoComplete="name"
            defaultValue={typed.name ?? name}
            fault={faultAt(state, "name")}
            required
          />
          <TextInput
            name="password"
            label="Password"
            hint={passwordHint}
            type="password"
            autoComplete="new-password"
            defaultValue={typed.password}
            fault={faultAt(state, "password")}
            required
          />
        </>
      )}
      <SubmitButton primary full pending="One moment">
        Accept the invitation
      </SubmitButton>
    </form>
  );
}
