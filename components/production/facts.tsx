import type { ReactNode } from "react";

/** Up to five facts side by side; children are `Fact`. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

/** Label, answer, and what is to be said about it. The answer is a string, or a badge of its own. */
export function Fact({
  label,
  answer,
  large = false,
  children,
}: {
  label: string;
  answer: ReactNode;
  /** A date that the page is about. */
  large?: boolean;
  /** Paragraphs, or a ruler. */
  children?: ReactNode;
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {large ? (
          <span className="est">{answer}</span>
        ) : typeof answer === "string" ? (
          <b>{answer}</b>
        ) : (
          answer
        )}
        {children}
      </dd>
    </div>
  );
}

/** Figures below the sentence of a batch; children are `Figure`. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="figures">{children}</dl>;
}

export function Figure({ label, value, note }: { label: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        {note ? <small>{note}</small> : null}
      </dd>
    </div>
  );
}
