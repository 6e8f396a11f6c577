"use client";
import { type ReactNode, useActionState } from "react";
import { type FormAnswer, faultsOf } from "@/app/_form/form-answer";
import { SubmitButton } from "@/components/ui/submit-button";

/** One button that does one thing, and says beside itself why it could not. */
export function Act({
  action,
  hidden,
  children,
  label,
}: {
  action: (previous: FormAnswer, data: FormData) => Promise<FormAnswer>;
  /** What is sent along. */
  hidden: Readonly<Record<string, string>>;
  children: ReactNode;
  /** The whole of it for ears: "Take back the invitation of …". */
  label: string;
}) {
  const [state, send] = useActionState(action, null);
  const [fault] = faultsOf(state);
  return (
    <form action={send} className="inline-flex flex-wrap items-center gap-2">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fault ? (
        <span role="alert" className="late small">
          {fault.message}
        </span>
      ) : null}
      <SubmitButton small pending="One moment" aria-label={label}>
        {children}
      </SubmitButton>
    </form>
  );
}
