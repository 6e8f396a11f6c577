"use client";
import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useRef } from "react";
import { Button, type ButtonLook } from "@/components/ui/button";
import type { ReasonResult } from "@/components/ui/confirm-reason";
import { Sheet } from "@/components/ui/dialog";

/** A button and the form it opens; stays open with what was typed until the action says it is done. */
export function FormDialog({
  trigger,
  title,
  children,
  action,
  submit,
  hidden = {},
  ...look
}: {
  trigger: string;
  title: string;
  /** The fields. */
  children: ReactNode;
  action: (previous: ReasonResult, data: FormData) => Promise<ReasonResult>;
  submit: string;
  hidden?: Readonly<Record<string, string>>;
} & ButtonLook) {
  const sheet = useRef<HTMLDialogElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const [result, send, pending] = useActionState(action, null);
  useEffect(() => {
    if (!result?.ok) return;
    form.current?.reset();
    sheet.current?.close();
  }, [result]);

  // Not the form's own action: React would empty the fields after it, also when it was refused.
  function submitForm(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (!pending) startTransition(() => send(data));
  }
  return (
    <>
      <Button {...look} aria-haspopup="dialog" onClick={() => sheet.current?.showModal()}>
        {trigger}
      </Button>
      <Sheet sheet={sheet} title={title}>
        <form ref={form} onSubmit={submitForm} className="form">
          {result && !result.ok ? (
            <p className="late" role="alert">
              {result.message}
            </p>
          ) : null}
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {children}
          <div className="acts">
            <Button type="submit" primary aria-disabled={pending || undefined}>
              {pending ? "One moment" : submit}
            </Button>
            <Button onClick={() => sheet.current?.close()}>Leave it as it is</Button>
          </div>
        </form>
      </Sheet>
    </>
  );
}
