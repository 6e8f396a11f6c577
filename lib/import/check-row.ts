import type { Complexity } from "@/lib/lifecycle/policy";
import { checkTradeNumber } from "@/lib/orders/trade-number";
import { restore } from "@/lib/reports/format/neutralise";
import { type Field, fieldNames } from "./columns";
import { type Fault, shownValue } from "./fault";
import { canBeKept, type TableRow } from "./table";
import { complexityOf, yesOrNo } from "./words";

/** A row with nothing wrong in it. What is still asked for is null. */
export type CheckedRow = {
  row: number;
  sku: string;
  brand: string | null;
  product: string | null;
  batch: string | null;
  /** Empty where the file says nothing. */
  colour: string;
  size: string;
  lens: string;
  ean: string | null;
  upc: string | null;
  complexity: Complexity;
  customised: boolean;
  note: string | null;
};

/** What a file may leave out because it is the same for all rows, or not in the sender's system. */
export type Asked = "brand" | "product" | "batch";

/** What was answered for columns that are absent, tidied; empty where nothing was. */
export type Given = Record<Asked, string> & { productBySku: ReadonlyMap<string, string> | null };

/** Where the fields of a table's rows stand. */
export type Layout = { columns: readonly string[]; position: Partial<Record<Field, number>> };

/** Characters (UTF-16 units) that fit where orders are kept. */
export const longest = {
  sku: 64,
  brand: 200,
  product: 200,
  batch: 200,
  colour: 200,
  size: 200,
  lens: 200,
  note: 10_000,
};
type TextField = keyof typeof longest;
type Found = Pick<Fault, "problem" | "expected">;

/** Most cells: printable ASCII that is trimmed, and no apostrophe in front. There is nothing to do to them. */
const plain = /^(?!')[!-~](?:[ -~]*[!-~])?$/;

/** Text trimmed and composed, without the apostrophe that keeps it from running in a spreadsheet. */
export function tidy(text: string): string {
  return restore(text.normalize("NFC").trim()).trim();
}

/** What is wrong with a text in a field, or null. */
export function textFault(text: string, field: TextField): Found | null {
  if (!canBeKept(text)) {
    return { problem: "There is a character in it that cannot be kept.", expected: "The same without it." };
  }
  if (text.length > longest[field]) {
    return {
      problem: `It has ${text.length.toLocaleString("en")} characters.`,
      expected: `At most ${longest[field].toLocaleString("en")} characters.`,
    };
  }
  if (field === "sku" && /\p{Cc}/u.test(text)) {
    return {
      problem: "There is a line break or another control character in it.",
      expected: "One line of plain characters.",
    };
  }
  return null;
}

/**
 * What makes rows of one table variants to order. Cells that a row is too short for, and cells with a character that
 * cannot be kept, are passed over: the table has named them already.
 * @param report takes each fault of the row in hand, with the field it is about
 */
export function rowChecker(
  { position }: Layout,
  given: Given,
  report: (field: Field, value: string, found: Found) => void,
): (record: TableRow) => CheckedRow {
  let cells: readonly string[] = [];

  /** The tidied cell; "" for an empty or absent one; null for one that is not to be checked. */
  function cell(field: Field): string | null {
    const at = position[field];
    if (at === undefined) return "";
    const text = cells[at];
    if (text === undefined || text === "" || plain.test(text)) return text ?? null;
    return canBeKept(text) ? tidy(text) : null;
  }

  function text(field: TextField): string {
    const value = cell(field) ?? "";
    const found = textFault(value, field);
    if (found) report(field, value, found);
    return value;
  }

  function needed(field: "sku" | Asked): string {
    const value = text(field);
    if (value === "" && position[field] !== undefined && cell(field) !== null) {
      report(field, "", { problem: `The ${fieldNames[field]} is missing.`, expected: missing[field] });
    }
    return value;
  }

  function named(field: Asked, sku: string): string | null {
    if (position[field] !== undefined) return needed(field);
    if (field === "product" && given.productBySku) {
      const own = given.productBySku.get(sku) || given.product;
      if (own === "")
        report(field, sku, { problem: "No product is given for this SKU.", expected: missing.product });
      return own;
    }
    return given[field] || null;
  }

  function tradeNumber(field: "ean" | "upc"): string | null {
    const value = cell(field);
    if (!value) return null;
    const result = checkTradeNumber(value, field);
    if ("digits" in result) return result.digits;
    report(field, value, result.fault);
    return null;
  }

  function word<Meaning>(
    field: Field,
    read: (word: string) => Meaning | null,
    otherwise: Meaning,
    found: Found,
  ): Meaning {
    const value = cell(field);
    if (!value) return otherwise;
    const meaning = read(value);
    if (meaning === null) report(field, value, found);
    return meaning ?? otherwise;
  }

  return (record) => {
    cells = record.cells;
    const sku = needed("sku");
    return {
      row: record.row,
      sku,
      brand: named("brand", sku),
      product: named("product", sku),
      batch: named("batch", sku),
      colour: text("colour"),
      size: text("size"),
      lens: text("lens"),
      ean: tradeNumber("ean"),
      upc: tradeNumber("upc"),
      complexity: word("complexity", complexityOf, "standard", unknownComplexity),
      customised: word("customised", yesOrNo, false, neitherYesNorNo),
      note: text("note") || null,
    };
  };
}

const missing = {
  sku: `Your number for this variant, at most ${longest.sku} characters.`,
  brand: "The name of the brand.",
  product: "The name of the product (frame model).",
  batch: "The name of the batch.",
};
const unknownComplexity: Found = {
  problem: "This complexity is not known.",
  expected: "simple, standard or detailed; or nothing, which is standard.",
};
const neitherYesNorNo: Found = {
  problem: "This is neither yes nor no.",
  expected: "yes or no; or nothing, which is no.",
};

/** A fault as the file's reader sees it: by the column's own name. */
export function faultAt(
  row: number,
  field: Field,
  value: string,
  found: Found,
  { columns, position }: Layout,
): Fault {
  const at = position[field];
  const column = at === undefined ? fieldNames[field] : (columns[at] ?? fieldNames[field]);
  return { row, column, value: shownValue(value), ...found };
}
