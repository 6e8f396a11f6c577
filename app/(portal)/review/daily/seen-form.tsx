"use client";
import { useActionState } from "react";
import { faultsOf } from "@/app/_form/form-answer";
import { Saved } from "@/app/_form/saved";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import { markSeenForm } from "./actions";

/** Looking changes nothing; saying so does. */
export function SeenForm({ until }: { until: string }) {
  const [answer, send] = useActionState(markSeenForm, null);
  return (
    <form action={send}>
      <ErrorSummary faults={faultsOf(answer)} title="This was not noted." />
      <input type="hidden" name="until" value={until} />
      <div className="acts">
        <SubmitButton pending="Noting">I have seen this</SubmitButton>
        <Saved answer={answer}>Noted. Next time you see what came since.</Saved>
      </div>
    </form>
  );
}
