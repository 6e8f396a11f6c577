import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Link } from "./link";

export type Tab = {
  href: string;
  label: string;
  /** How many are in it. */
  count?: number | string;
  current?: boolean;
  /** A saved view that was changed since. */
  changed?: boolean;
};

/** Views of the same thing, as links: the choice is in the address, so Back works. `end` stands at the right. */
export function Tabs({
  label,
  tabs,
  end,
  className,
}: {
  label: string;
  tabs: readonly Tab[];
  end?: ReactNode;
  className?: string;
}) {
  return (
    <nav className={classNames("tabs", className)} aria-label={label}>
      {tabs.map(({ href, label: name, count, current, changed }) => (
        <Link key={href} href={href} scroll={false} aria-current={current ? "true" : undefined}>
          {name}
          {count === undefined ? null : ` ${count}`}
          {changed ? <ChangedDot /> : null}
        </Link>
      ))}
      {end ? <span className="end">{end}</span> : null}
    </nav>
  );
}

/** Beside the name of a saved view that no longer is what was saved. */
export function ChangedDot() {
  return (
    <>
      <span className="vh"> changed</span>
      <svg className="ml-1 inline-block align-middle" width="6" height="6" aria-hidden="true">
        <circle className="changed-dot" cx="3" cy="3" r="3" />
      </svg>
    </>
  );
}
