"use client";
import { useActionState } from "react";
import { faultsOf } from "@/app/_form/form-answer";
import type { Choice } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { assignAlertForm } from "./actions";
import type { MarkedAlert } from "./mark-buttons";

/** Gives an alert to somebody of the staff. */
export function AssignAlert({
  alert,
  assigneeId,
  staff,
}: {
  alert: MarkedAlert;
  assigneeId: string;
  staff: readonly Choice[];
}) {
  const [answer, send] = useActionState(assignAlertForm, null);
  return (
    <form action={send} className="assign">
      {Object.entries(alert).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <select
        key={assigneeId}
        className="inp"
        name="assigneeId"
        aria-label="Assigned to"
        defaultValue={assigneeId}
      >
        <option value="">Nobody</option>
        {staff.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <SubmitButton small pending="One moment">
        Assign
      </SubmitButton>
      {faultsOf(answer).map(({ message }) => (
        <span key={message} role="alert" className="small late">
          {message}
        </span>
      ))}
    </form>
  );
}
