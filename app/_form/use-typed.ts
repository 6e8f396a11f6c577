"use client";
import { type FormEvent, useState } from "react";

/** Keeps what was typed, since React empties a form once its action has answered. `keep` goes on the form's `onSubmit`. */
export function useTyped() {
  const [typed, setTyped] = useState<Record<string, string>>({});
  const keep = (event: FormEvent<HTMLFormElement>) => {
    const entries = [...new FormData(event.currentTarget)].filter(([, value]) => typeof value === "string");
    setTyped(Object.fromEntries(entries) as Record<string, string>);
  };
  return { typed, keep };
}
