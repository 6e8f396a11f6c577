"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { setUp } from "./actions";

/** The printed code, and who the first administrator is. */
export function SetupForm({ passwordHint }: { passwordHint: string }) {
  const [state, send] = useActionState(setUp, null);
  const { typed, keep } = useTyped();
  return (
    <form action={send} onSubmit={keep} className="form big">
      <ErrorSummary faults={faultsOf(state)} />
      <TextInput
        name="code"
        label="Code"
        autoComplete="off"
        spellCheck={false}
        defaultValue={typed.code}
        fault={faultAt(state, "code")}
        required
      />
      <TextInput
        name="name"
        label="Your name"
        autoComplete="name"
        defaultValue={typed.name}
        fault={faultAt(state, "name")}
        required
      />
      <TextInput
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        defaultValue={typed.email}
        fault={faultAt(state, "email")}
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
      <SubmitButton primary full pending="One moment">
        Begin
      </SubmitButton>
    </form>
  );
}
