"use client";
import { type ReactNode, useActionState, useEffect, useId, useRef } from "react";
import { type FormAnswer, faultsOf } from "@/app/_form/form-answer";
import { useTyped } from "@/app/_form/use-typed";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";

/** What the fields of a change need: a prefix for their ids, what was typed, and what is wrong with it. */
export interface ChangeFields {
  id: string;
  typed: Readonly<Record<string, string>>;
  fault: (name: string) => string | null;
}

/** A button, and the form of one row in a dialog. It closes when the change is kept. */
export function ChangeDialog({
  title,
  label,
  action,
  hidden,
  fields,
  more,
}: {
  title: string;
  /** For ears: whom the button changes. */
  label: string;
  action: (previous: FormAnswer, data: FormData) => Promise<FormAnswer>;
  hidden: Readonly<Record<string, string>>;
  fields: (given: ChangeFields) => ReactNode;
  /** Other things that can be done, under the form. */
  more?: ReactNode;
}) {
  const sheet = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [state, send] = useActionState(action, null);
  const { typed, keep } = useTyped();
  useEffect(() => {
    if (state?.done) sheet.current?.close();
  }, [state]);
  const faults = faultsOf(state);
  const fault = (name: string) => faults.find(({ field }) => field === name)?.message ?? null;
  return (
    <>
      <Button small aria-haspopup="dialog" aria-label={label} onClick={() => sheet.current?.showModal()}>
        Change
      </Button>
      <Sheet sheet={sheet} title={title}>
        <form action={send} onSubmit={keep} className="form">
          <ErrorSummary faults={faults.map((each) => ({ ...each, field: each.field && id + each.field }))} />
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {fields({ id, typed, fault })}
          <div className="acts">
            <SubmitButton primary pending="Saving">
              Save
            </SubmitButton>
            <Button onClick={() => sheet.current?.close()}>Leave it as it is</Button>
          </div>
        </form>
        {more ? <div className="acts mt-4 border-t border-(--rule) pt-4">{more}</div> : null}
      </Sheet>
    </>
  );
}
