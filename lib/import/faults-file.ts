import { byteOrderMark, csvLine } from "@/lib/reports/format/csv";
import { neutralise } from "@/lib/reports/format/neutralise";
import type { Fault } from "./fault";
import type { Table } from "./table";

/**
 * The rows with faults as a CSV to download and correct: the row's number, its cells as they came, what is wrong and
 * what would be right. Faults about the whole file come first. Text is neutralised, and NUL is shown as ␀.
 *
 * The corrected file can be sent again as it is: its first and last columns are not used.
 */
export function faultsFile(table: Table, faults: readonly Fault[]): string {
  const cellsOf = new Map(table.rows.map(({ row, cells }) => [row, cells]));
  const byRow = new Map<number | null, Fault[]>();
  for (const fault of faults) byRow.set(fault.row, [...(byRow.get(fault.row) ?? []), fault]);
  const lines = [...byRow].map(([row, own]) => {
    const cells = row === null ? [] : (cellsOf.get(row) ?? []);
    const kept = table.columns.map((_, i) => cells[i]?.replaceAll("\0", "\u2400") ?? "");
    return [row === null ? "" : String(row), ...kept, own.map(sentence).join(" "), own.map(right).join(" ")];
  });
  const head = ["Row", ...table.columns, "Problem", "What would be right"];
  return byteOrderMark + [head, ...lines].map((line) => csvLine(line.map(neutralise))).join("");
}

function sentence({ column, problem }: Fault): string {
  return column === null ? problem : `${column}: ${problem}`;
}

function right({ column, expected }: Fault): string {
  return column === null ? expected : `${column}: ${expected}`;
}
