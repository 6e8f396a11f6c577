import { type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";

/**
 * An ink line, the head in the 200 px margin column, the content beside it. `wide` puts the head above the
 * content, in one line with its note; `stack` above it in two.
 */
export function Section({
  title,
  note,
  aside,
  children,
  layout = "margin",
  id,
}: {
  title: ReactNode;
  note?: ReactNode;
  /** Beside the head, such as tabs. */
  aside?: ReactNode;
  children: ReactNode;
  layout?: "margin" | "wide" | "stack";
  id?: string;
}) {
  const heading = useId();
  return (
    <section className={classNames("sec", layout !== "margin" && layout)} id={id} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        {note ? <p>{note}</p> : null}
        {aside}
      </header>
      {children}
    </section>
  );
}
