"use client";
import { useActionState, useState } from "react";
import { faultsOf } from "@/app/_form/form-answer";
import { Saved } from "@/app/_form/saved";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Select } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { answerTicketForm, solveTicketForm } from "./actions";
import { MessageFields } from "./message-fields";

const THEN = [
  { value: "waiting", label: "Answer, and wait for the customer" },
  { value: "open", label: "Answer, and stay on it" },
  { value: "solved", label: "Answer, and mark it solved" },
  { value: "note", label: "Internal note: the customer never sees it" },
];

/** Answers a ticket. The producer says whose turn it is then, or leaves an internal note. */
export function AnswerForm({
  ticketId,
  producer,
  solved,
}: {
  ticketId: string;
  producer: boolean;
  solved: boolean;
}) {
  const [answer, send] = useActionState(answerTicketForm, null);
  const { typed, keep } = useTyped();
  const [then, setThen] = useState("waiting");
  const note = producer && then === "note";
  return (
    <form action={send} onSubmit={keep} className="form">
      <ErrorSummary faults={faultsOf(answer)} title="Nothing was sent." />
      <input type="hidden" name="ticketId" value={ticketId} />
      {producer ? (
        <Select
          name="then"
          label="What this is"
          choices={THEN}
          value={then}
          onChange={(event) => setThen(event.target.value)}
        />
      ) : null}
      <MessageFields label={note ? "Internal note" : "Your answer"} answer={answer} typed={typed} />
      <div className="acts">
        <SubmitButton primary pending="Sending">
          {note ? "Keep the note" : solved && !producer ? "Answer, and open it again" : "Send the answer"}
        </SubmitButton>
        <Saved answer={answer}>Sent.</Saved>
      </div>
    </form>
  );
}

/** Says that nothing more is needed. */
export function SolveButton({ ticketId }: { ticketId: string }) {
  const [answer, send] = useActionState(solveTicketForm, null);
  return (
    <form action={send}>
      <input type="hidden" name="ticketId" value={ticketId} />
      <SubmitButton pending="One moment">Mark it solved</SubmitButton>
      {faultsOf(answer).map(({ message }) => (
        <p key={message} role="alert" className="late">
          {message}
        </p>
      ))}
    </form>
  );
}
