"use client";
import { type ReactNode, useActionState, useEffect, useId, useRef, useState } from "react";
import { Button, type ButtonLook } from "./button";
import { Sheet } from "./dialog";
import { type Choice, Select, Textarea } from "./inputs";
import { SubmitButton } from "./submit-button";

/** What an action answers: done, or what stood in the way and which field can put it right. */
export type ReasonResult = { ok: true } | { ok: false; message: string; field?: "reason" | "code" } | null;

/**
 * Asks for a reason in words before something that needs one. Sends `reason`, `code` where there are codes,
 * and everything in `hidden`. Stays open with what was typed until the action says it is done.
 */
export function ConfirmReason({
  trigger,
  title,
  children,
  action,
  submit,
  reasonLabel,
  reasonHint,
  reasonOptional = false,
  codes,
  codeLabel = "Kind",
  hidden = {},
  ...look
}: {
  trigger: ReactNode;
  title: ReactNode;
  /** What will happen, above the fields. */
  children?: ReactNode;
  action: (previous: ReasonResult, data: FormData) => Promise<ReasonResult>;
  /** On the button that does it: the verb, never "OK". */
  submit: string;
  reasonLabel: string;
  reasonHint?: ReactNode;
  reasonOptional?: boolean;
  codes?: readonly Choice[];
  codeLabel?: string;
  hidden?: Readonly<Record<string, string>>;
} & ButtonLook) {
  const sheet = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [reason, setReason] = useState("");
  const [code, setCode] = useState("");
  const [result, send] = useActionState(action, null);
  useEffect(() => {
    if (!result?.ok) return;
    sheet.current?.close();
    setReason("");
    setCode("");
  }, [result]);
  const fault = result && !result.ok ? result : null;
  return (
    <>
      <Button {...look} aria-haspopup="dialog" onClick={() => sheet.current?.showModal()}>
        {trigger}
      </Button>
      <Sheet sheet={sheet} title={title}>
        {children}
        <form action={send} className="form" noValidate={Boolean(fault)}>
          {fault && !fault.field ? (
            <p className="late" role="alert">
              {fault.message}
            </p>
          ) : null}
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {codes ? (
            <Select
              id={`${id}code`}
              name="code"
              label={codeLabel}
              choices={codes}
              empty="Choose"
              value={code}
              onChange={(event) => setCode(event.target.value)}
              required
              fault={fault?.field === "code" ? fault.message : null}
            />
          ) : null}
          <Textarea
            id={`${id}reason`}
            name="reason"
            label={reasonLabel}
            hint={reasonHint}
            optional={reasonOptional}
            required={!reasonOptional}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            fault={fault?.field === "reason" ? fault.message : null}
          />
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
