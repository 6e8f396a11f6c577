import { numberText } from "./cell-text";
import { columnLetter } from "./fault";
import { limits } from "./limits";
import type { TableReader } from "./table";
import { CannotRead } from "./unreadable";
import { readXml, unescaped } from "./workbook-xml";

/** What the cells of all sheets refer to. */
export type SharedParts = {
  /** Texts by number. */
  texts: string[];
  /** Number format code of each cell style. */
  formats: string[];
  date1904: boolean;
};

/** More than Excel allows in a cell, so that its length can be told where it is too long; and no memory for more. */
const longest = 100_000;

/**
 * The rows of one sheet, added to `reader` as they come. A cell's address says its column; one without stands right
 * of the one before, and a row without a number below the one before.
 * @throws CannotRead
 */
export async function readSheet(
  name: string,
  text: AsyncIterable<string>,
  shared: SharedParts,
  reader: TableReader,
): Promise<void> {
  let row = 0;
  let cells: string[] = [];
  let column = -1;
  let type = "n";
  let format = "General";
  let value = "";
  let taking = false;
  let phonetic = false;

  function put(content: string): void {
    if (content.trim() === "" && column >= limits.columns) return;
    if (column >= limits.columns) throw tooWide(row, column);
    while (cells.length < column) cells.push("");
    cells[column] = content;
  }

  await readXml(`sheet "${name}"`, text, {
    open(element, attributes) {
      if (element === "row") {
        row = positive(attributes.r) ?? row + 1;
        cells = [];
        column = -1;
      } else if (element === "c") {
        column = columnOf(attributes.r) ?? column + 1;
        type = attributes.t ?? "n";
        format = shared.formats[Number(attributes.s ?? 0)] ?? "General";
        value = "";
      } else if (element === "rPh") phonetic = true;
      else if (element === "v" || element === "t") taking = !phonetic;
    },
    text(content) {
      if (taking && value.length <= longest) value += content;
    },
    close(element) {
      if (element === "v" || element === "t") taking = false;
      else if (element === "rPh") phonetic = false;
      else if (element === "c" && value !== "") put(shown(value, type, format, shared));
      else if (element === "row") reader.add({ row, cells });
    },
  });
}

function shown(value: string, type: string, format: string, shared: SharedParts): string {
  switch (type) {
    case "s":
      return shared.texts[Number(value)] ?? "";
    case "b":
      return value === "1" || value === "true" ? "TRUE" : "FALSE";
    case "n":
      return numberText(value, format, shared.date1904);
    default:
      return unescaped(value);
  }
}

function positive(text: string | undefined): number | null {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : null;
}

/** "BC12" → 54; null where there is no address. Beyond Excel's own last column it is held there. */
function columnOf(address: string | undefined): number | null {
  const letters = /^[A-Z]{1,4}/i.exec(address ?? "")?.[0].toUpperCase();
  if (!letters) return null;
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

function tooWide(row: number, column: number): CannotRead {
  return new CannotRead(
    "too-many-columns",
    `Row ${row} has something in column ${columnLetter(column)}; at most ${limits.columns} columns can be read.`,
    "Delete the columns that are not needed.",
  );
}
