"use client";
import { useActionState } from "react";
import type { ButtonLook } from "@/components/ui/button";
import { ConfirmReason, type ReasonResult } from "@/components/ui/confirm-reason";
import { SubmitButton } from "@/components/ui/submit-button";
import { sendFromForm } from "../_actions/send-event";
import { Confirm } from "./confirm";

/** The variants an event goes to: ids, with the version the page showed where a change since must not be overrun. */
export type Target = { id: string; version?: number };

function hiddenFields(event: string, variants: readonly Target[]): Readonly<Record<string, string>> {
  const targets = variants.map(({ id, version }) => (version === undefined ? id : `${id}:${version}`));
  return { event, variants: targets.join(" ") };
}

/** Sends an event that needs nothing but a press and can be undone; what stood in the way is said beside the button. */
export function SendEvent({
  event,
  variants,
  children,
  ...look
}: { event: string; variants: readonly Target[]; children: string } & ButtonLook) {
  const [result, send] = useActionState<ReasonResult, FormData>(sendFromForm, null);
  return (
    <form action={send} className="contents">
      {Object.entries(hiddenFields(event, variants)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton {...look} pending="One moment">
        {children}
      </SubmitButton>
      {result && !result.ok ? (
        <p className="small late" role="alert">
          {result.message}
        </p>
      ) : null}
    </form>
  );
}

/** Sends an event that cannot be undone, after asking once more. */
export function ConfirmEvent({
  event,
  variants,
  ...form
}: { event: string; variants: readonly Target[] } & Omit<
  Parameters<typeof Confirm>[0],
  "action" | "hidden"
>) {
  return <Confirm {...form} action={sendFromForm} hidden={hiddenFields(event, variants)} />;
}

/** Sends an event that needs words, and a code where there are codes. */
export function SendEventWithReason({
  event,
  variants,
  ...form
}: { event: string; variants: readonly Target[] } & Omit<
  Parameters<typeof ConfirmReason>[0],
  "action" | "hidden"
>) {
  return <ConfirmReason {...form} action={sendFromForm} hidden={hiddenFields(event, variants)} />;
}
