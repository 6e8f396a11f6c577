"use client";
import { type ReactNode, useActionState } from "react";
import { type FormAnswer, faultsOf } from "@/app/_form/form-answer";
import { Menu } from "@/components/ui/menu";
import { SubmitButton } from "@/components/ui/submit-button";
import { acknowledgeForm, snoozeForm, wakeForm } from "./actions";

/** The alert that is meant; the producer's people name its organisation too. */
export interface MarkedAlert {
  key: string;
  organisationId?: string;
}

/** Until when an alert can be put off, as an instant and in words. */
export interface SnoozeChoice {
  until: string;
  label: string;
}

/** Acknowledges an alert, puts it off, or brings it back. */
export function MarkButtons({
  alert,
  acknowledged,
  snoozed,
  snoozes,
}: {
  alert: MarkedAlert;
  acknowledged: boolean;
  snoozed: boolean;
  snoozes: readonly SnoozeChoice[];
}) {
  if (snoozed)
    return (
      <MarkForm alert={alert} action={wakeForm}>
        Bring it back
      </MarkForm>
    );
  return (
    <>
      {acknowledged ? null : (
        <MarkForm alert={alert} action={acknowledgeForm}>
          Acknowledge
        </MarkForm>
      )}
      <Menu look="btn small plain" label="Snooze" narrow>
        <div className="menu-rows">
          {snoozes.map(({ until, label }) => (
            <MarkForm key={until} alert={alert} action={snoozeForm} more={{ until }}>
              {label}
            </MarkForm>
          ))}
        </div>
      </Menu>
    </>
  );
}

function MarkForm({
  alert,
  action,
  more = {},
  children,
}: {
  alert: MarkedAlert;
  action: (previous: FormAnswer, data: FormData) => Promise<FormAnswer>;
  more?: Readonly<Record<string, string>>;
  children: ReactNode;
}) {
  const [answer, send] = useActionState(action, null);
  return (
    <form action={send} className="contents">
      {Object.entries({ ...alert, ...more }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton small plain pending="One moment">
        {children}
      </SubmitButton>
      {faultsOf(answer).map(({ message }) => (
        <span key={message} role="alert" className="small late">
          {message}
        </span>
      ))}
    </form>
  );
}
