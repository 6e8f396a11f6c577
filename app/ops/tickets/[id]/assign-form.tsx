"use client";
import { useActionState } from "react";
import { faultAt } from "@/app/_form/form-answer";
import { Saved } from "@/app/_form/saved";
import { assignTicketForm } from "@/app/_tickets/actions";
import { type Choice, Select } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";

/** Whose ticket it is: e-mails about it go to them alone. */
export function AssignForm({
  ticketId,
  assigneeId,
  staff,
}: {
  ticketId: string;
  assigneeId: string;
  staff: readonly Choice[];
}) {
  const [answer, send] = useActionState(assignTicketForm, null);
  return (
    <form action={send} className="form">
      <input type="hidden" name="ticketId" value={ticketId} />
      <Select
        name="assigneeId"
        label="Assigned to"
        labelHidden
        choices={staff}
        empty="Nobody yet"
        defaultValue={assigneeId}
        fault={faultAt(answer, "assigneeId")}
      />
      <div className="acts">
        <SubmitButton pending="One moment">Assign</SubmitButton>
        <Saved answer={answer}>Assigned.</Saved>
      </div>
    </form>
  );
}
