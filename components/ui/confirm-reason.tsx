"use client";
import {
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useEffect,
  useId,
  useRef,
} from "react";
import { Button, type ButtonLook } from "./button";
import { Sheet } from "./dialog";
import { type Choice, Select, Textarea } from "./inputs";

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
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const [result, send, pending] = useActionState(action, null);
  useEffect(() => {
    if (!result?.ok) return;
    form.current?.reset();
    sheet.current?.close();
  }, [result]);
  const fault = result && !result.ok ? result : null;

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
        {children}
        <form ref={form} onSubmit={submitForm} className="form">
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
            fault={fault?.field === "reason" ? fault.message : null}
          />
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
