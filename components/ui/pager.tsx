import type { ReactNode } from "react";
import { LinkButton } from "./button";
import { count } from "./figure";

/**
 * "1–50 of 100 · Next 50". Pages follow keys, so there are neighbours but no page numbers; `previous` and
 * `next` are addresses, null where there is none. `total` null where it is not counted.
 */
export function Pager({
  first,
  rows,
  total,
  size,
  previous,
  next,
  note,
}: {
  /** Position of the first row, from 1; 0 where there are none. */
  first: number;
  rows: number;
  total: number | null;
  size: number;
  previous: string | null;
  next: string | null;
  /** How the list is sorted, in words. */
  note?: ReactNode;
}) {
  const ahead = total === null ? size : Math.min(size, total - (first + rows - 1));
  return (
    <nav className="pager" aria-label="Pages">
      <span>
        {rows === 0 ? "0" : `${count(first)}–${count(first + rows - 1)}`}
        {total === null ? null : ` of ${count(total)}`}
      </span>
      {previous ? (
        <LinkButton small href={previous} rel="prev">
          Previous {Math.min(size, Math.max(first - 1, 1))}
        </LinkButton>
      ) : null}
      {next ? (
        <LinkButton small href={next} rel="next">
          Next {Math.max(ahead, 1)}
        </LinkButton>
      ) : null}
      {note ? <span className="end">{note}</span> : null}
    </nav>
  );
}
