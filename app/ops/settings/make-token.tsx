"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { useTyped } from "@/app/_form/use-typed";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Select, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { TOKEN_DAYS } from "@/lib/auth/token-days";
import { makeTokenForm } from "./token-actions";

/** Makes an API token and shows it, this once. */
export function MakeToken() {
  const [answer, send] = useActionState(makeTokenForm, null);
  const { typed, keep } = useTyped();
  const form = answer?.form ?? null;
  return (
    <form action={send} onSubmit={keep} className="form">
      <ErrorSummary faults={faultsOf(form)} />
      <TextInput
        name="tokenName"
        label="What the token is for"
        hint="The program that will use it, such as “Render farm”."
        maxLength={80}
        required
        defaultValue={answer?.token ? "" : typed.tokenName}
        fault={faultAt(form, "tokenName")}
      />
      <Select
        name="days"
        label="It works for"
        choices={TOKEN_DAYS.map((days) => ({
          value: String(days),
          label: days === 365 ? "a year" : `${days} days`,
        }))}
        defaultValue={typed.days ?? "90"}
        fault={faultAt(form, "days")}
      />
      <div className="acts">
        <SubmitButton pending="One moment">Make a token</SubmitButton>
      </div>
      <div aria-live="polite">
        {answer?.token ? (
          <div className="mt-4 grid justify-items-start gap-2">
            <p className="small quiet">
              Whoever has it acts for you. It is not shown again, so put it where it belongs now.
            </p>
            <code className="break-all">{answer.token}</code>
            <CopyButton text={answer.token} label="Copy the token" />
          </div>
        ) : null}
      </div>
    </form>
  );
}
