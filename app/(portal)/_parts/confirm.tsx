"use client";
import { type ReactNode, useActionState, useEffect, useRef } from "react";
import { Button, type ButtonLook } from "@/components/ui/button";
import type { ReasonResult } from "@/components/ui/confirm-reason";
import { Sheet } from "@/components/ui/dialog";
import { SubmitButton } from "@/components/ui/submit-button";

/** Asks once more before what cannot be taken back; what stood in the way is said in the dialog. */
export function Confirm({
  trigger,
  title,
  children,
  action,
  submit,
  hidden,
  ...look
}: {
  trigger: ReactNode;
  title: string;
  children: ReactNode;
  action: (previous: ReasonResult, data: FormData) => Promise<ReasonResult>;
  submit: string;
  hidden: Readonly<Record<string, string>>;
} & ButtonLook) {
  const sheet = useRef<HTMLDialogElement>(null);
  const [result, send] = useActionState<ReasonResult, FormData>(action, null);
  useEffect(() => {
    if (result?.ok) sheet.current?.close();
  }, [result]);
  return (
    <>
      <Button {...look} aria-haspopup="dialog" onClick={() => sheet.current?.showModal()}>
        {trigger}
      </Button>
      <Sheet sheet={sheet} title={title}>
        <p>{children}</p>
        <form action={send} className="form">
          {result && !result.ok ? (
            <p className="late" role="alert">
              {result.message}
            </p>
          ) : null}
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div className="acts">
            <SubmitButton primary pending="One moment">
              {submit}
            </SubmitButton>
            <Button onClick={() => sheet.current?.close()}>Leave it as it is</Button>
          </div>
        </form>
      </Sheet>
    </>
  );
}
