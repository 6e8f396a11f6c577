import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

export type Crumb = { label: string; href?: string };

/** Where a page lies, and at the right what can be done with the whole of it. */
export function Crumbs({ crumbs, actions }: { crumbs: readonly Crumb[]; actions?: ReactNode }) {
  return (
    <div className="crumbs">
      <nav aria-label="Place">
        <ol>
          {crumbs.map(({ label, href }) => (
            <li key={label}>{href ? <Link href={href}>{label}</Link> : label}</li>
          ))}
        </ol>
      </nav>
      {actions ? <div className="acts">{actions}</div> : null}
    </div>
  );
}

/** The name of a page, a line about it, and its actions. Long names wrap. */
export function PageTitle({
  title,
  sub,
  actions,
}: {
  title: ReactNode;
  sub?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="title">
      <div>
        <h1>{title}</h1>
        {sub ? <p className="sub">{sub}</p> : null}
      </div>
      {actions ? <div className="acts">{actions}</div> : null}
    </div>
  );
}
