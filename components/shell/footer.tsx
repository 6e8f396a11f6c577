import type { ReactNode } from "react";

/** What the figures mean and how old they are. `updated` is an instant as text: "3 Dec 2024, 09:20 CET". */
export function Footer({
  zone,
  updated,
  address,
  children,
}: {
  zone: string;
  updated: string;
  /** The page's own address, for paper. */
  address?: string;
  children?: ReactNode;
}) {
  return (
    <footer className="page">
      <div className="foot">
        <span>Complete % = validated ÷ active variants. Cancelled variants are not counted.</span>
        <span>Days are business days, {zone}.</span>
        {children}
        {address ? <span className="print-only">{address}</span> : null}
        <span>Updated {updated}</span>
      </div>
    </footer>
  );
}
