import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { Link } from "./link";

/** What a whole column is. Cells stay bare: the table carries it, so fifty rows cost fifty rows. */
export type Column = {
  label: string;
  /** Px, or "38%"; without it the column takes what is left. */
  width?: number | string;
  /** In place of the label, such as a checkbox. */
  head?: ReactNode;
  /** The label is for ears only. */
  labelHidden?: boolean;
  /** Figures: right, tabular. */
  num?: boolean;
  /** Tabular, but left: SKUs, sizes, short dates. */
  tn?: boolean;
  quiet?: boolean;
  /** Leaves where room is short: below 1280 px, "late" below 1000. What leaves must hold no button or link. */
  drop?: boolean | "late";
  /** In the card a row becomes on a phone. */
  phone?: "gone" | "full" | "end";
  sort?: { href: string; direction?: "ascending" | "descending" };
};

function columnClasses(columns: readonly Column[]): string[] {
  return columns.flatMap(({ num, tn, quiet, drop, phone }, index) =>
    [num && "num", tn && "tn", quiet && "quiet", drop && (drop === "late" ? "late" : "early"), phone]
      .filter(Boolean)
      .map((trait) => `c${index + 1}-${trait}`),
  );
}

function Head({ column }: { column: Column }) {
  const { label, head, labelHidden, sort } = column;
  const words = head ?? (labelHidden ? <span className="vh">{label}</span> : label);
  return (
    <th scope="col" aria-sort={sort?.direction}>
      {sort ? (
        <Link href={sort.href} scroll={false}>
          {words}
          {sort.direction ? <Icon name={sort.direction === "ascending" ? "up" : "down"} size={12} /> : null}
        </Link>
      ) : (
        words
      )}
    </th>
  );
}

/**
 * A native table of the house: caption for ears, fixed columns (14 at most), sticky head. Children are
 * `<tbody>` and `<tfoot>`. On a phone rows become cards; `data-l` on a cell names its figure there.
 */
export function DataTable({
  caption,
  columns,
  children,
  ids = true,
  picks = false,
  roomy = false,
  wrap = false,
  className,
}: {
  caption: string;
  columns: readonly Column[];
  children: ReactNode;
  /** The first column is the way into the row. */
  ids?: boolean;
  /** The first column picks rows. */
  picks?: boolean;
  /** Rows of 42 px, where they hold buttons. */
  roomy?: boolean;
  /** Free text may take several lines. */
  wrap?: boolean;
  className?: string;
}) {
  return (
    <table
      className={classNames(
        "tbl cards",
        ids && !picks && "ids",
        picks && "picks",
        roomy && "roomy",
        wrap && "wrap",
        ...columnClasses(columns),
        className,
      )}
    >
      <caption className="vh">{caption}</caption>
      <colgroup>
        {columns.map(({ label, width }) => (
          <col key={label} width={width} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head key={column.label} column={column} />
          ))}
        </tr>
      </thead>
      {children}
    </table>
  );
}
