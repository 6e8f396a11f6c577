"use client";
import type { ComponentProps, ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { classNames } from "./class-names";
import { controlProps, Field, type FieldWords, fieldParts } from "./field";

type Own = "name" | "id" | "className";

/** While a form is on its way nothing can be written into it: React empties it when the answer is there. */
const useReadOnly = (given: boolean | undefined) => useFormStatus().pending || given;

/** One line of text, with its label. Takes every attribute of an input. */
export function TextInput(props: FieldWords & Omit<ComponentProps<"input">, Own>) {
  const { words, control } = fieldParts(props);
  const readOnly = useReadOnly(control.readOnly);
  return (
    <Field {...words}>
      <input type="text" {...control} {...controlProps(words)} readOnly={readOnly} className="inp" />
    </Field>
  );
}

/** Several lines; grows with what is typed. */
export function Textarea(props: FieldWords & Omit<ComponentProps<"textarea">, Own>) {
  const { words, control } = fieldParts(props);
  const readOnly = useReadOnly(control.readOnly);
  return (
    <Field {...words}>
      <textarea rows={3} {...control} {...controlProps(words)} readOnly={readOnly} className="inp" />
    </Field>
  );
}

export type Choice = { value: string; label: string };

/** One of a few. `empty` is what stands there while nothing is chosen. */
export function Select(
  props: FieldWords & { choices: readonly Choice[]; empty?: string } & Omit<
      ComponentProps<"select">,
      Own | "children"
    >,
) {
  const { words, control } = fieldParts(props);
  const { choices, empty, ...rest } = control;
  return (
    <Field {...words}>
      {/* React resets a form after its action; the key lets the answer that came back stand again. */}
      <select key={String(rest.defaultValue ?? "")} {...rest} {...controlProps(words)} className="inp">
        {empty === undefined ? null : <option value="">{empty}</option>}
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A file to send. `accept` should say what can be read. */
export function FileInput(props: FieldWords & Omit<ComponentProps<"input">, Own | "type">) {
  const { words, control } = fieldParts(props);
  return (
    <Field {...words}>
      <input {...control} type="file" {...controlProps(words)} className="inp file" />
    </Field>
  );
}

/** Yes or no; the whole line can be pressed. */
export function Checkbox({
  label,
  hint,
  className,
  ...rest
}: { label: ReactNode; hint?: ReactNode } & Omit<ComponentProps<"input">, "type">) {
  return (
    <label className={classNames("check", className)}>
      <input type="checkbox" {...rest} />
      <span>
        {label}
        {hint ? <span className="hint">{hint}</span> : null}
      </span>
    </label>
  );
}
