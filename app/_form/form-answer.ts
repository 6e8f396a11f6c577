import type { Fault } from "@/components/ui/error-summary";
import type { Answer } from "@/lib/access/errors";

/** What a form is told after it was sent: done, or its faults. Null before. */
export type FormAnswer = { done: true } | { done: false; faults: Fault[] } | null;

/** A command's answer for a form: each fault at its field, anything else on top. `ids` renames fields to controls' ids. */
export function formAnswer(answer: Answer<unknown>, ids: Readonly<Record<string, string>> = {}): FormAnswer {
  if (answer.ok) return { done: true };
  const fields = Object.entries(answer.fields ?? {});
  if (fields.length === 0) return { done: false, faults: [{ field: null, message: answer.message }] };
  const faults = fields.flatMap(([field, messages]) =>
    messages.map((message) => ({ field: field === "" ? null : (ids[field] ?? field), message })),
  );
  return { done: false, faults };
}

/** A form's faults, none before it was sent or when it was done. */
export const faultsOf = (answer: FormAnswer): Fault[] => (answer && !answer.done ? answer.faults : []);

/** The first fault of one control. */
export const faultAt = (answer: FormAnswer, id: string): string | null =>
  faultsOf(answer).find(({ field }) => field === id)?.message ?? null;

/** One text of a form as it was typed; empty where it is absent or a file. */
export function typed(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}
