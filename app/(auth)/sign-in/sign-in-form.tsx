"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextInput } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { signInWithPassword } from "./actions";
import type { Note } from "./words";

/** E-mail, password and, once they are right and a second factor is set up, its code. */
export function SignInForm({ next, note }: { next: string; note: Note | null }) {
  const [state, send] = useActionState(signInWithPassword, null);
  const { typed, keep } = useTyped();
  const form = state?.form ?? null;
  return (
    <>
      <form action={send} onSubmit={keep} className="form big">
        {state === null && note ? (
          <p role={note.fault ? "alert" : "status"} className={note.fault ? "fault late small" : "small"}>
            {note.message}
          </p>
        ) : null}
        <ErrorSummary faults={faultsOf(form)} title="You are not signed in." />
        <input type="hidden" name="next" value={next} />
        <TextInput
          name="email"
          label="E-mail"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          defaultValue={typed.email}
          required
        />
        <TextInput
          name="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          defaultValue={typed.password}
          required
        />
        {state?.codeNeeded ? (
          <TextInput
            name="code"
            label="Code"
            hint="Six figures from your authenticator app, or one of your recovery codes."
            autoComplete="one-time-code"
            fault={faultAt(form, "code")}
            autoFocus
            required
          />
        ) : null}
        <SubmitButton primary full pending="Signing in">
          Sign in
        </SubmitButton>
      </form>
      <p className="small quiet">
        <Link href="/reset">Forgot the password?</Link> A link is sent if the address has an account.
      </p>
    </>
  );
}
