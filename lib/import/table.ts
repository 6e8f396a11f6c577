import { findHeader } from "./columns";
import { columnLetter, type Fault, shownValue } from "./fault";
import { limits } from "./limits";
import { CannotRead, type Unreadable } from "./unreadable";

/**
 * One record of a file as it stands there. `row` counts as a spreadsheet does: empty rows too, from 1. A row that is
 * itself a fault has fewer cells than the table has columns: what is not there cannot be checked.
 */
export type TableRow = { row: number; cells: string[] };

/** What a file was read as, for the preview to say. */
export type TableOrigin =
  | { format: "text"; encoding: string; delimiter: "," | ";" | "\t" }
  | { format: "workbook"; sheet: string };

/** A file as a table: names of columns, and rows with one cell for each of them. */
export type Table = {
  origin: TableOrigin;
  /** Row that names the columns; null for a list of SKUs alone, which has none. */
  headerRow: number | null;
  /** Names as in the file up to the last; "Column C" for one without among them. */
  columns: string[];
  /** Rows with anything in them, below the header. */
  rows: TableRow[];
  /** What is wrong with the shape of rows or with characters in them, whatever the columns mean. */
  faults: Fault[];
};

/** The table, or why there is none. */
export type ReadTable = { ok: true; table: Table } | { ok: false; why: Unreadable };

/** A record on its way into a table; `broken` says that its quotation marks do not close rightly. */
export type SourceRow = TableRow & { broken?: boolean };

/** Collects the records of one file within the limits, and makes the table of them. */
export class TableReader {
  readonly #rows: SourceRow[] = [];
  #count = 0;

  /** @throws CannotRead for a row too wide or a cell too long; rows past the limit are counted, not kept */
  add(record: SourceRow): void {
    if (record.cells.every((cell) => cell.trim() === "")) return;
    refuseWide(record);
    this.#count += 1;
    if (this.#rows.length <= limits.rows + titles) this.#rows.push(record);
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /**
   * @param ragged whether a row of fewer cells than the header is a fault: in a workbook empty cells are not there
   * @throws CannotRead `empty`, `too-many-rows`
   */
  table(origin: TableOrigin, { ragged }: { ragged: boolean }): Table {
    if (this.isEmpty) {
      throw new CannotRead(
        "empty",
        "There is nothing in it.",
        "Send a file with at least one row, or paste the rows.",
      );
    }
    const header = findHeader(this.#rows.slice(0, titles).map(({ cells }) => cells));
    const rows = this.#count - (header === null ? 0 : header + 1);
    if (rows > limits.rows) {
      throw new CannotRead(
        "too-many-rows",
        `It has ${rows.toLocaleString("en")} rows; at most ${limits.rows.toLocaleString("en")} can come in at once.`,
        "Split it into several files.",
      );
    }
    const named = header === null ? ["SKU"] : (this.#rows[header]?.cells ?? []);
    const records = this.#rows.slice(header === null ? 0 : header + 1);
    const columns = named.slice(0, used(named)).map((name, i) => name.trim() || `Column ${columnLetter(i)}`);
    const faults: Fault[] = [];
    const headerRow = header === null ? null : (this.#rows[header]?.row ?? null);
    if (headerRow !== null) unreadableCells({ row: headerRow, cells: [...columns] }, columns, faults);
    return {
      origin,
      headerRow,
      columns,
      rows: records.map((r) => fitted(r, columns, ragged, faults)),
      faults,
    };
  }
}

/** Rows that may stand above the header: a title, a date, the facts in front of one of our own reports. */
const titles = 20;

function refuseWide({ row, cells }: SourceRow): void {
  const width = used(cells);
  if (width > limits.columns) {
    throw new CannotRead(
      "too-many-columns",
      `Row ${row} has ${width} columns; at most ${limits.columns} can be read.`,
      "Delete the columns that are not needed.",
    );
  }
  const long = cells.findIndex((cell) => cell.length > limits.cell);
  if (long === -1) return;
  const length = cells[long]?.length ?? 0;
  throw new CannotRead(
    "cell-too-long",
    `Row ${row}, column ${columnLetter(long)} has ${length.toLocaleString("en")} characters; a cell can have ${limits.cell.toLocaleString("en")}.`,
    'Shorten it. If it swallowed the rows below, a quotation mark (") in it is not closed.',
  );
}

/** How many cells there are up to the last with anything in it. */
function used(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== "") + 1;
}

/** The row with one cell for each column; what does not fit is added to the faults. */
function fitted(record: SourceRow, columns: readonly string[], ragged: boolean, faults: Fault[]): TableRow {
  const { row, cells } = record;
  const wide = used(cells);
  if (record.broken) {
    const first = cells.find((cell) => cell.includes('"')) ?? cells.at(-1) ?? "";
    faults.push({
      row,
      column: null,
      value: shownValue(first),
      problem: "A quotation mark in this row does not close, or stands alone inside quotation marks.",
      expected: 'A quotation mark inside a quoted cell is written twice ("").',
    });
    return { row, cells: [] };
  }
  if (wide > columns.length) {
    const more = wide - columns.length;
    faults.push({
      row,
      column: `Column ${columnLetter(columns.length)}`,
      value: shownValue(cells.slice(columns.length).join(" ")),
      problem: more === 1 ? "This row has a cell too many." : `This row has ${more} cells too many.`,
      expected: `${columns.length} cells, as the header has. A cell that contains the separator stands in quotation marks.`,
    });
  } else if (ragged && cells.length < columns.length) {
    faults.push({
      row,
      column: columns[cells.length] ?? null,
      value: "",
      problem: `This row has ${cells.length} of ${columns.length} cells.`,
      expected: `${columns.length} cells, as the header has; an empty one between two separators.`,
    });
  }
  unreadableCells(record, columns, faults);
  const kept = cells.slice(0, columns.length);
  if (!ragged) while (kept.length < columns.length) kept.push("");
  return { row, cells: kept };
}

/** NUL and half characters cannot be kept, so they are named where they stand, in columns that are not used too. */
function unreadableCells({ row, cells }: TableRow, columns: readonly string[], faults: Fault[]): void {
  for (const [i, cell] of cells.entries()) {
    if (canBeKept(cell)) continue;
    const nul = cell.includes("\0");
    faults.push({
      row,
      column: columns[i] ?? `Column ${columnLetter(i)}`,
      value: shownValue(cell),
      problem: nul ? "There is a NUL character in it." : "There is half of a character in it.",
      expected: `The same without it: ${shownValue(cell.replaceAll("\0", "").replaceAll(/\p{Cs}/gu, ""))}`,
    });
  }
}

/** Whether text can be stored as it is: no NUL, no half of a surrogate pair. */
export function canBeKept(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}
