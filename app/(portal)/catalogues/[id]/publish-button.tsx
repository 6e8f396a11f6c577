"use client";
import { useActionState } from "react";
import { faultsOf } from "@/app/_form/form-answer";
import { SubmitButton } from "@/components/ui/submit-button";
import { publishForm } from "../actions";

/** Makes a catalogue live, or takes it off at once. Either can be taken back with the other. */
export function PublishButton({ catalogueId, live }: { catalogueId: string; live: boolean }) {
  const [answer, send] = useActionState(publishForm, null);
  const [fault] = faultsOf(answer);
  return (
    <form action={send}>
      <input type="hidden" name="catalogueId" value={catalogueId} />
      <input type="hidden" name="then" value={live ? "unpublish" : "publish"} />
      <SubmitButton primary={!live} pending="One moment">
        {live ? "Unpublish" : "Publish"}
      </SubmitButton>
      {fault ? (
        <p className="late small" role="alert">
          {fault.message}
        </p>
      ) : null}
    </form>
  );
}
