"use client";
import type { ComponentProps, ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { type ButtonLook, buttonClass } from "./button";

/** Sends the form around it; says that it is doing so, and sends it once. */
export function SubmitButton({
  children,
  pending: pendingWords,
  primary,
  small,
  plain,
  full,
  ...rest
}: ButtonLook & { children: ReactNode; pending?: string } & Omit<
    ComponentProps<"button">,
    "type" | "className" | "children"
  >) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      className={buttonClass({ primary, small, plain, full })}
      aria-disabled={pending || undefined}
      onClick={(event) => pending && event.preventDefault()}
      {...rest}
    >
      {pending ? (pendingWords ?? children) : children}
    </button>
  );
}
