import type { ReactNode } from "react";

/** What the figures mean and how old they are. `updated` is an instant as text: "3 Dec 2024, 09:20 CET". */
export function Footer({ zone, updated, children }: { zone: string; updated: string; children?: ReactNode }) {
  return (
    <footer className="page">
      <div className="foot">
        <span>Complete % = validated ÷ active variants. Cancelled variants are not counted.</span>
        <span>Days are business days, {zone}.</span>
        {children}
        <span>Updated {updated}</span>
      </div>
    </footer>
  );
}
