"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextInput } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { askForReset } from "./actions";

/** Whose password is forgotten. */
export function RequestForm({ sendsMail }: { sendsMail: boolean }) {
  const [state, send] = useActionState(askForReset, null);
  const { typed, keep } = useTyped();
  if (state?.done)
    return (
      <>
        <p role="status">
          If {typed.email} has an account, a link to choose a new password is on its way. It works for one
          hour.
        </p>
        <p>
          {sendsMail
            ? "Nothing there after a few minutes? Look among unwanted mail, or ask your administrator."
            : "This installation sends no mail itself: your administrator finds the link in the mailbox and hands it to you."}
        </p>
        <p>
          <Link href="/sign-in">Back to the sign-in</Link>
        </p>
      </>
    );
  return (
    <>
      <form action={send} onSubmit={keep} className="form big">
        <ErrorSummary faults={faultsOf(state)} />
        <TextInput
          name="email"
          label="E-mail"
          hint="The address you sign in with."
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          defaultValue={typed.email}
          fault={faultAt(state, "email")}
          required
        />
        <SubmitButton primary full pending="One moment">
          Send the link
        </SubmitButton>
      </form>
      <p className="small quiet">
        <Link href="/sign-in">Back to the sign-in</Link>
      </p>
    </>
  );
}
