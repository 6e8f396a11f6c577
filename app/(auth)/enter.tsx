import type { ReactNode } from "react";

/** A sentence, and under it what there is to do; a second section stands beside it. */
export function Enter({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="enter">
      <h1>{title}</h1>
      {children}
    </div>
  );
}

/** One thing to do, under its ink line. */
export function EnterSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
