import { DataTable } from "@/components/ui/data-table";
import { cellText } from "@/lib/reports/format/cell-text";
import type { Column, Kind } from "@/lib/reports/format/columns";
import { wallClock } from "@/lib/reports/format/wall-time";

/** Px that a kind needs; text shares what is left. */
const WIDTHS: Partial<Record<Kind, number>> = {
  integer: 90,
  decimal: 100,
  percent: 90,
  date: 100,
  datetime: 130,
};
const FIGURES: ReadonlySet<Kind> = new Set(["integer", "decimal", "percent", "money"]);

/** The first two words of a row are its name: on a phone they stand without their heads. */
const namesRow = (kind: Kind, index: number) => kind === "text" && index < 2;

/** A report's table as its files hold it, cell by cell. */
export function DeclaredTable<Row>({
  caption,
  columns,
  rows,
  zone,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  zone: string;
}) {
  const wall = wallClock(zone);
  return (
    <DataTable
      caption={caption}
      wrap
      className="declared"
      columns={columns.map(({ header, kind }, index) => ({
        label: header,
        num: FIGURES.has(kind),
        tn: kind === "date" || kind === "datetime",
        ...(WIDTHS[kind] ? { width: WIDTHS[kind] } : {}),
        // What is said after the row's name takes lines of its own on a phone.
        ...(kind === "text" && !namesRow(kind, index) ? { phone: "full" as const } : {}),
      }))}
    >
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a report have no id, and their order is what they are
          <tr key={index}>
            {columns.map((column, index) => (
              <td key={column.key} data-l={namesRow(column.kind, index) ? undefined : column.header}>
                {cellText(column, row, wall)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
