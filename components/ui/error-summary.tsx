"use client";
import { useEffect, useRef } from "react";

export type Fault = {
  /** Id of the control; null where the form as a whole is meant. */
  field: string | null;
  message: string;
};

/** All faults of a form on top of it, each leading to its field. Takes the focus whenever the faults change. */
export function ErrorSummary({ faults, title }: { faults: readonly Fault[]; title?: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.length > 0) box.current?.focus();
  }, [faults]);
  if (faults.length === 0) return null;
  const heading =
    title ??
    (faults.length === 1
      ? "One thing has to be put right."
      : `${faults.length} things have to be put right.`);
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1}>
      <h2>{heading}</h2>
      <ul>
        {faults.map(({ field, message }) => (
          <li key={`${field}: ${message}`}>{field ? <a href={`#${field}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  );
}
