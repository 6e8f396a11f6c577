import type { ReactNode } from "react";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { Mark } from "./mark";

/** A whole page that says one thing: what is the matter, and the way out as `actions`. */
export function Notice({
  title,
  children,
  actions,
}: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <main id="main" className="page notice">
      <header>
        <a className="mark" href="/">
          <Mark />
          Framewatch
        </a>
        <ThemeToggle />
      </header>
      <div>
        <h1>{title}</h1>
        {children}
        {actions ? <div className="acts">{actions}</div> : null}
      </div>
    </main>
  );
}
