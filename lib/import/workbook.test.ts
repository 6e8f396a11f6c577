import { expect, test, vi } from "vitest";
import * as XLSX from "xlsx";
import { readWorkbook } from "./workbook";

vi.setConfig({ testTimeout: 60_000 });

type Cell = XLSX.CellObject | string;

/** A workbook written by SheetJS from rows of cells. */
function workbook(sheets: Record<string, Cell[][]>, options: XLSX.WritingOptions = {}): Buffer {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet: XLSX.WorkSheet = {};
    let width = 1;
    for (const [r, row] of rows.entries()) {
      width = Math.max(width, row.length);
      for (const [c, cell] of row.entries()) {
        if (cell !== "")
          sheet[XLSX.utils.encode_cell({ r, c })] = typeof cell === "string" ? { t: "s", v: cell } : cell;
      }
    }
    sheet["!ref"] = XLSX.utils.encode_range({
      s: { r: 0, c: 0 },
      e: { r: Math.max(0, rows.length - 1), c: width - 1 },
    });
    XLSX.utils.book_append_sheet(book, sheet, name);
  }
  return XLSX.write(book, { type: "buffer", bookType: "xlsx", compression: true, ...options });
}

const number = (v: number, z?: string): XLSX.CellObject => (z ? { t: "n", v, z } : { t: "n", v });

test.each([
  ["texts in one list", { bookSST: true }],
  ["texts in the cells", { bookSST: false }],
])("cells are text as shown, with %s", async (_, options) => {
  const cells: [Cell, string][] = [
    ["007", "007"],
    ["1E5", "1E5"],
    ["=1+1", "=1+1"],
    ["a\nb", "a\nb"],
    ["👓 <&> \"'", "👓 <&> \"'"],
    [" x ", " x "],
    [number(7), "7"],
    [number(4_012_345_000_009), "4012345000009"],
    [number(4_012_345_000_009, "0.00E+00"), "4012345000009"],
    [number(7, "000000"), "000007"],
    [number(52.5), "52.5"],
    [number(0.1 + 0.2), "0.3"],
    [number(45_641, "yyyy-mm-dd"), "2024-12-15"],
    [number(0.45, "0%"), "45%"],
    [{ t: "b", v: true }, "TRUE"],
    [{ t: "s", v: "calculated", f: 'CONCATENATE("a","b")' }, "calculated"],
  ];
  const rows = [["SKU", "Remark"], ...cells.map(([cell], i) => [`A${i}`, cell])];
  const { rows: read, columns, origin } = await readWorkbook(workbook({ Order: rows }, options));
  expect(columns).toEqual(["SKU", "Remark"]);
  expect(origin).toEqual({ format: "workbook", sheet: "Order" });
  expect(read.map((row) => row.cells[1])).toEqual(cells.map(([, shown]) => shown));
});

test("rows keep the numbers the spreadsheet shows, and cells their columns, gaps included", async () => {
  const rows = [
    ["Order of May"],
    [],
    ["SKU", "Brand", "Size"],
    [],
    ["A", "", "52"],
    ["", "", ""],
    ["B", "Nike"],
  ];
  const table = await readWorkbook(workbook({ Order: rows }));
  expect(table.headerRow).toBe(3);
  expect(table.rows).toEqual([
    { row: 5, cells: ["A", "", "52"] },
    { row: 7, cells: ["B", "Nike", ""] },
  ]);
  expect(table.faults).toEqual([]);
});

test("the first visible sheet with anything on it is read", async () => {
  const bytes = workbook({
    Empty: [[]],
    Hidden: [["SKU"], ["no"]],
    Order: [["SKU"], ["yes"]],
    Later: [["SKU"], ["no"]],
  });
  const book = XLSX.read(bytes);
  book.Workbook = { Sheets: book.SheetNames.map((name) => ({ name, Hidden: name === "Hidden" ? 1 : 0 })) };
  const hidden: Buffer = XLSX.write(book, { type: "buffer", bookType: "xlsx" });
  const table = await readWorkbook(hidden);
  expect(table.origin).toEqual({ format: "workbook", sheet: "Order" });
  expect(table.rows[0]?.cells).toEqual(["yes"]);
});

test("a workbook with macros is read without them", async () => {
  const book = XLSX.utils.book_new(XLSX.utils.aoa_to_sheet([["SKU"], ["A"]]), "Order");
  book.vbaraw = Buffer.from('Attribute VB_Name = "Evil"');
  const bytes: Buffer = XLSX.write(book, { type: "buffer", bookType: "xlsm", bookVBA: true });
  expect((await readWorkbook(bytes)).rows).toEqual([{ row: 2, cells: ["A"] }]);
});

test.each([
  ["ods", "This is an OpenDocument file, not an Excel workbook."],
  ["xlsb", "This is an .xlsb file, not an Excel workbook."],
] as const)("a spreadsheet of another kind (%s) is refused by its name", async (bookType, problem) => {
  const book = XLSX.utils.book_new(XLSX.utils.aoa_to_sheet([["SKU"], ["A"]]), "Order");
  await expect(readWorkbook(XLSX.write(book, { type: "buffer", bookType }))).rejects.toThrow(problem);
});

test.each([
  [
    "rows",
    [["SKU"], ...Array.from({ length: 50_001 }, (_, i) => [`A${i}`])],
    "It has 50,001 rows; at most 50,000",
  ],
  [
    "columns",
    [["SKU"], [...Array.from({ length: 64 }, () => "x"), "x"]],
    "Row 2 has something in column BM; at most 64",
  ],
  [
    "characters",
    [
      ["SKU", "Remark"],
      ["A", "x".repeat(10_001)],
    ],
    "Row 2, column B has 10,001 characters; a cell can have 10,000.",
  ],
  ["cells", [[]], "There is nothing in it."],
])("too many %s, or none, are refused with the limit and the value", async (_, rows, problem) => {
  await expect(readWorkbook(workbook({ Order: rows }))).rejects.toThrow(problem);
});

test("more sheets than 50 are refused", async () => {
  const sheets = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`Sheet ${i}`, [["SKU"]]]));
  await expect(readWorkbook(workbook(sheets))).rejects.toThrow("has 51 sheets; at most 50 are read");
});
