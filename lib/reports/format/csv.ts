import { asStream } from "./as-stream";
import { cellText } from "./cell-text";
import type { Column, Fact } from "./columns";
import { neutralise } from "./neutralise";
import { wallClock } from "./wall-time";

/** Tells Excel that a CSV file is UTF-8; other readers skip it. */
export const byteOrderMark = "\uFEFF";

/**
 * One line of RFC 4180: commas, quotes where needed, CRLF. The cells are written as they are; one empty cell alone
 * is quoted, since an empty line is no record.
 */
export function csvLine(cells: readonly string[]): string {
  const line = cells.map(quoted).join(",");
  return line === "" && cells.length === 1 ? '""\r\n' : `${line}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export type CsvReport<Row> = {
  /** Lines in front, `label,value` each, followed by an empty line; none when empty. */
  facts: readonly Fact[];
  columns: readonly Column<Row>[];
  /** Batches of rows; the next is asked for only when the reader has taken the one before. */
  rows: AsyncIterable<readonly Row[]>;
  /** IANA zone in which days and times are written. */
  zone: string;
};

/**
 * A report as CSV: RFC 4180, UTF-8 with byte order mark, CRLF, text neutralised (domain.md, Reports).
 *
 * Days are `2026-03-29`, times `2026-03-29 14:05` on the wall of `zone`, percents `45%`, numbers with a point and no
 * grouping. Money takes two columns, the amount and its currency. An empty value is an empty cell.
 * The stream fails with UnwritableValue where a value does not fit its column.
 */
export function csvStream<Row>(report: CsvReport<Row>): ReadableStream<Uint8Array> {
  return asStream(chunks(report));
}

async function* chunks<Row>({
  facts,
  columns,
  rows,
  zone,
}: CsvReport<Row>): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  const wall = wallClock(zone);
  const before = facts.map(({ label, value }) => csvLine([neutralise(label), neutralise(value)]));
  if (before.length > 0) before.push("\r\n");
  const head = columns.flatMap(({ header, kind }) =>
    kind === "money" ? [neutralise(header), neutralise(`${header} currency`)] : [neutralise(header)],
  );
  yield encoder.encode(byteOrderMark + before.join("") + csvLine(head));
  for await (const batch of rows) {
    let lines = "";
    for (const row of batch) {
      let line = "";
      for (let i = 0; i < columns.length; i += 1)
        line += (i === 0 ? "" : ",") + field(columns[i]!, row, wall);
      lines += line === "" ? csvLine([""]) : `${line}\r\n`;
    }
    if (lines !== "") yield encoder.encode(lines);
  }
}

/** One value as it stands between commas; money as two. */
function field<Row>(column: Column<Row>, row: Row, wall: (instant: number) => number): string {
  const text = cellText(column, row, wall);
  if (column.kind === "text") return quoted(neutralise(text));
  if (column.kind === "money") return `${text},${column.value(row)?.currency ?? ""}`;
  return text;
}
