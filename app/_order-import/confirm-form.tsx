"use client";
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Textarea, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { confirmOrder } from "./actions";

/** The last step: a wished date, a note, and the order is made. */
export function ConfirmForm({
  importId,
  variants,
  earliest,
}: {
  importId: string;
  variants: string;
  earliest: string;
}) {
  const [state, send] = useActionState(confirmOrder, null);
  return (
    <form action={send} className="form">
      <ErrorSummary
        faults={state ? [{ field: null, message: state.message }] : []}
        title="Nothing was ordered."
      />
      <input type="hidden" name="importId" value={importId} />
      <TextInput
        name="requestedOn"
        type="date"
        label="Requested delivery"
        hint="Your wish; what we expect is shown once we have the order."
        min={earliest}
        optional
      />
      <Textarea name="note" label="Note to us" maxLength={10_000} optional />
      <div className="acts">
        <SubmitButton primary pending="Placing the order">
          Order {variants}
        </SubmitButton>
      </div>
    </form>
  );
}
