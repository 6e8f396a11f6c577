"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { useTyped } from "@/app/_form/use-typed";
import { LinkButton } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { type Choice, Select, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { openTicketForm } from "./actions";
import { MessageFields } from "./message-fields";

/** Opens a ticket about what `context` names; `codes` where it is feedback. */
export function TicketForm({
  context,
  subject,
  codes,
  back,
}: {
  /** Ids and the alert's key, sent along. */
  context: Readonly<Record<string, string>>;
  subject: string;
  codes?: readonly Choice[];
  /** Where to go without sending. */
  back: string;
}) {
  const [answer, send] = useActionState(openTicketForm, null);
  const { typed, keep } = useTyped();
  return (
    <form action={send} onSubmit={keep} className="form">
      <ErrorSummary faults={faultsOf(answer)} title="Nothing was sent." />
      {Object.entries(context).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {codes ? (
        <Select
          name="code"
          label="What it is about"
          choices={codes}
          empty="Choose"
          defaultValue={typed.code ?? ""}
          fault={faultAt(answer, "code")}
          required
        />
      ) : null}
      <TextInput
        name="subject"
        label="Subject"
        maxLength={200}
        defaultValue={typed.subject ?? subject}
        fault={faultAt(answer, "subject")}
        required
      />
      <MessageFields label={codes ? "Your feedback" : "Your message"} answer={answer} typed={typed} />
      <div className="acts">
        <SubmitButton primary pending="Sending">
          Send
        </SubmitButton>
        <LinkButton href={back}>Leave it</LinkButton>
      </div>
    </form>
  );
}
