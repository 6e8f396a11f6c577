import {
  type Asked,
  type CheckedRow,
  faultAt,
  type Given,
  type Layout,
  rowChecker,
  textFault,
  tidy,
} from "./check-row";
import { type Field, fieldNames, type Mapping } from "./columns";
import { type Fault, shownValue } from "./fault";
import type { Table } from "./table";

export type { Asked, CheckedRow } from "./check-row";

/** A row that can be ordered. */
export type OrderRow = CheckedRow & { brand: string; product: string; batch: string };

/** What was answered where a column is absent; `productBySku` goes before `product`. */
export type Answers = {
  brand?: string;
  product?: string;
  batch?: string;
  productBySku?: Readonly<Record<string, string>>;
};

export type Checked = {
  /** The rows with nothing wrong in them. */
  rows: CheckedRow[];
  /** By row, then by column. */
  faults: Fault[];
  /** Absent columns that nothing was answered for; each asked once for all rows. */
  ask: Asked[];
  /** All rows, when nothing is wrong and nothing asked any more: a faulty file is refused as a whole. Else null. */
  ready: OrderRow[] | null;
};

/**
 * A table's rows as variants to order, and everything that is wrong with them (domain.md, Bad input). Pure.
 * Text is trimmed and composed (NFC), an apostrophe that keeps text from running in a spreadsheet is taken off, and
 * every other character stays.
 *
 * An absent column that is needed is asked for once; an empty cell in a present one is a fault. Complexity is
 * standard and customised is no where nothing is said.
 * @param mapping what each column is used as: `recogniseColumns`, `chooseColumns`
 */
export function check(table: Table, mapping: Mapping, answers: Answers = {}): Checked {
  const faults: Fault[] = [...mappingFaults(table, mapping), ...table.faults];
  const given = tidyAnswers(answers, faults);
  const ask = asked.filter((field) => !mapping.includes(field) && !isAnswered(field, given));
  const layout = layoutOf(table, mapping);
  const misshapen = new Set(table.faults.map(({ row }) => row));
  const firstRow = new Map<string, number>();
  const rows: CheckedRow[] = [];
  let at = 0;
  const checkRow = rowChecker(layout, given, (field, value, found) => {
    faults.push(faultAt(at, field, value, found, layout));
  });
  for (const record of table.rows) {
    const before = faults.length;
    at = record.row;
    const row = checkRow(record);
    const other = row.sku === "" ? undefined : firstRow.get(row.sku);
    if (other !== undefined) faults.push(twice(row, other, layout));
    else firstRow.set(row.sku, row.row);
    if (faults.length === before && !misshapen.has(row.row)) rows.push(row);
  }
  const order = new Map(table.columns.map((name, i) => [name, i]));
  const place = ({ column }: Fault) => (column === null ? -1 : (order.get(column) ?? order.size));
  faults.sort((a, b) => (a.row ?? 0) - (b.row ?? 0) || place(a) - place(b));
  const whole = faults.length === 0 && ask.length === 0;
  return { rows, faults, ask, ready: whole ? (rows as OrderRow[]) : null };
}

const asked: readonly Asked[] = ["brand", "product", "batch"];

function layoutOf(table: Table, mapping: Mapping): Layout {
  const position: Partial<Record<Field, number>> = {};
  for (const [i, field] of mapping.entries()) if (field !== null) position[field] ??= i;
  return { columns: table.columns, position };
}

function twice({ row, sku }: CheckedRow, other: number, layout: Layout): Fault {
  const problem = `This SKU stands in row ${other} and again in row ${row}.`;
  return {
    ...faultAt(row, "sku", sku, { problem, expected: "Each SKU once in an order." }, layout),
    otherRow: other,
  };
}

function mappingFaults(table: Table, mapping: Mapping): Fault[] {
  const whole = { row: null, column: null, value: "" };
  const faults: Fault[] = [];
  for (const field of new Set(mapping)) {
    const columns = table.columns.filter((_, i) => mapping[i] === field);
    if (field === null || columns.length < 2) continue;
    const problem = `${columns.map((name) => `"${name}"`).join(" and ")} are both used as ${fieldNames[field]}.`;
    faults.push({ ...whole, problem, expected: "One of them, and the others not used." });
  }
  if (mapping.includes("sku")) return faults;
  const expected = "Choose which column holds the SKU.";
  return [...faults, { ...whole, problem: "No column is used as SKU.", expected }];
}

function isAnswered(field: Asked, given: Given): boolean {
  return given[field] !== "" || (field === "product" && given.productBySku !== null);
}

function tidyAnswers(answers: Answers, faults: Fault[]): Given {
  function answer(field: Asked, text: string | undefined, column: string): string {
    const value = text?.normalize("NFC").trim() ?? "";
    const found = textFault(value, field);
    if (found) faults.push({ row: null, column, value: shownValue(value), ...found });
    return found ? "" : value;
  }
  const { productBySku } = answers;
  const bySku = Object.entries(productBySku ?? {}).map(([sku, product]): [string, string] => [
    tidy(sku),
    answer("product", product, `${fieldNames.product} of ${shownValue(sku)}`),
  ]);
  return {
    brand: answer("brand", answers.brand, fieldNames.brand),
    product: answer("product", answers.product, fieldNames.product),
    batch: answer("batch", answers.batch, fieldNames.batch),
    productBySku: productBySku ? new Map(bySku) : null,
  };
}
