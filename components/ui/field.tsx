import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** What every control of a form may say about itself. */
export type FieldWords = {
  /** Key in the form data; also the control's id, so that an error summary can point at it. */
  name: string;
  label: ReactNode;
  /** Where two forms of a page use the same name. */
  id?: string;
  hint?: ReactNode;
  /** What is wrong with what was typed, and the way out. */
  fault?: string | null;
  /** Says so beside the label; without it the field has to be filled in. */
  optional?: boolean;
  /** The label is for ears only: where the place already says what it is. */
  labelHidden?: boolean;
};

/** The attributes that tie a control to its label, hint and fault. */
export function controlProps({ name, id = name, hint, fault }: FieldWords) {
  return {
    id,
    name,
    "aria-invalid": fault ? true : undefined,
    "aria-describedby": classNames(hint ? `${id}-hint` : null, fault ? `${id}-fault` : null),
  };
}

/** Splits the words of a field from the attributes of its control. */
export function fieldParts<P extends FieldWords>({
  name,
  label,
  id,
  hint,
  fault,
  optional,
  labelHidden,
  ...control
}: P) {
  return { words: { name, label, id, hint, fault, optional, labelHidden }, control };
}

/** Label, hint, control and fault, in this order. The control takes `controlProps(words)`. */
export function Field({
  name,
  label,
  id = name,
  hint,
  fault,
  optional,
  labelHidden,
  children,
}: FieldWords & { children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id} className={labelHidden ? "vh" : undefined}>
        {label}
        {optional ? <span className="optional"> (optional)</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      ) : null}
      {children}
      {fault ? (
        <p id={`${id}-fault`} className="fault">
          {fault}
        </p>
      ) : null}
    </div>
  );
}
