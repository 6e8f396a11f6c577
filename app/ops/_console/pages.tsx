import { Link } from "@/components/ui/link";
import type { Page } from "@/lib/paging/page-key";
import type { WorkRow } from "@/lib/variants/list-work";
import { figure } from "@/lib/words/counts";
import { formatTime } from "@/lib/words/dates";
import { addressOf, SIZES, type View } from "./address";
import type { Matches } from "./matches";

/** "1–50 of 127 · Next 50 · show 50 100 200 · read at 09:20". */
export function Pages({
  view,
  page,
  matches,
  now,
  zone,
}: {
  view: View;
  page: Page<WorkRow>;
  matches: Matches;
  now: Date;
  zone: string;
}) {
  const { rows, first, previous, next } = page;
  const last = first + rows.length - 1;
  const total = matches.count === null ? "" : ` of ${figure(matches.count)}`;
  const ahead = matches.count === null ? view.size : Math.min(view.size, Math.max(matches.count - last, 1));
  return (
    <nav aria-label="Pages">
      {rows.length === 0 ? "0" : `${figure(first)}–${figure(last)}${total}`}
      {previous ? (
        <>
          {" · "}
          <Link href={addressOf(view, { from: previous })} rel="prev">
            Previous {Math.min(view.size, Math.max(first - 1, 1))}
          </Link>
        </>
      ) : null}
      {next ? (
        <>
          {" · "}
          <Link href={addressOf(view, { from: next })} rel="next">
            Next {ahead}
          </Link>
        </>
      ) : null}
      <span className="sizes">
        {" · show "}
        {SIZES.map((size) => (
          <Link
            key={size}
            href={addressOf(view, { size })}
            aria-current={size === view.size ? "true" : undefined}
          >
            {size}
          </Link>
        ))}
      </span>
      {` · read at ${formatTime(now, zone)}`}
    </nav>
  );
}
