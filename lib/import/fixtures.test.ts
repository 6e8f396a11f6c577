import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import * as XLSX from "xlsx";
import { type Answers, type Checked, check } from "./check";
import { recogniseColumns } from "./columns";
import { decode } from "./decode";
import { parseTable, type TableSource } from "./parse-table";
import { readTable } from "./read-table";

// Orders as brands send them; what each must become is written in the README they came with, and here.
function bytes(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
}

async function read(source: TableSource) {
  const answer = await readTable(source);
  if (!answer.ok) throw new Error(answer.why.problem);
  return answer.table;
}

function order(table: Awaited<ReturnType<typeof read>>, answers?: Answers): Checked {
  return check(table, recogniseColumns(table.columns), answers);
}

/** The same file as it is, as pasted text, and as a workbook made of its cells by a library of others. */
async function forms(name: string) {
  const { text } = decode(bytes(name));
  const { data: cells } = Papa.parse<string[]>(text.trimEnd());
  const book = XLSX.utils.book_new(XLSX.utils.aoa_to_sheet(cells), "Order");
  const workbook: Buffer = XLSX.write(book, {
    type: "buffer",
    bookType: "xlsx",
    bookSST: true,
    compression: true,
  });
  return [
    ["file", await read({ kind: "file", bytes: bytes(name) })],
    ["pasted", await parseTable({ kind: "pasted", text })],
    ["workbook", await parseTable({ kind: "file", bytes: workbook })],
  ] as const;
}

const fixtures = {
  "nike-collection-2024.csv": await forms("nike-collection-2024.csv"),
  "awkward-de-windows1252.csv": await forms("awkward-de-windows1252.csv"),
  "unicode-text-utf16.txt": await forms("unicode-text-utf16.txt"),
  "only-codes.txt": await forms("only-codes.txt"),
  "faulty.csv": await forms("faulty.csv"),
};

describe("nike-collection-2024.csv", () => {
  const all = fixtures["nike-collection-2024.csv"];
  test.each(all)(
    "as %s is one order of one batch, 10 products and 100 variants, without fault",
    (_, table) => {
      const { ready, faults, ask } = order(table);
      expect({ faults, ask }).toEqual({ faults: [], ask: [] });
      expect(ready).toHaveLength(100);
      expect(new Set(ready?.map(({ batch }) => batch))).toEqual(new Set(["Nike Collection 2024"]));
      expect(new Set(ready?.map(({ product }) => product)).size).toBe(10);
      expect(ready?.[0]).toEqual({
        row: 2,
        sku: "NK-24000",
        brand: "Nike",
        product: "Flyer",
        batch: "Nike Collection 2024",
        colour: "Matte Black",
        size: "52-18-140",
        lens: "Grey",
        ean: "8868950000004",
        upc: null,
        complexity: "simple",
        customised: true,
        note: null,
      });
    },
  );
});

describe("awkward-de-windows1252.csv", () => {
  const all = fixtures["awkward-de-windows1252.csv"];
  test.each(all)("as %s is entirely valid: 40 variants, every character kept", (_, table) => {
    const { ready, ask, faults } = order(table, { batch: "Herbst" });
    expect({ faults, ask }).toEqual({ faults: [], ask: [] });
    expect(ready).toHaveLength(40);
    expect(ready?.map(({ sku }) => sku)).toEqual(
      Array.from({ length: 40 }, (_, i) => String(i).padStart(6, "0")),
    );
    expect(ready?.slice(0, 4).map(({ product }) => product)).toEqual([
      "Schöne Aussicht",
      'Größenwahn "Über"',
      "Straße; Süd",
      "Naïve Café",
    ]);
    expect(ready?.[0]).toMatchObject({
      brand: "Brillenmanufaktur Größler & Söhne",
      colour: "Havanna dunkel",
      size: "49-21",
      lens: "Grau",
      ean: "4012345000009",
      complexity: "simple",
      customised: true,
      note: expect.stringMatching(/^Zeile eins\r?\nZeile zwei$/),
    });
    expect(ready?.filter(({ note }) => note === "1E5")).toHaveLength(6);
    expect(ready?.filter(({ complexity }) => complexity === "detailed")).toHaveLength(13);
  });

  test("asks for the batch, which it does not name, and for nothing else", () => {
    expect(order(all[0][1])).toMatchObject({ ask: ["batch"], faults: [], ready: null });
    expect(all[0][1].origin).toEqual({ format: "text", encoding: "Windows-1252", delimiter: ";" });
  });
});

describe("unicode-text-utf16.txt", () => {
  const all = fixtures["unicode-text-utf16.txt"];
  test.each(all)("as %s is 25 variants whose brand is asked for once", (_, table) => {
    expect(order(table)).toMatchObject({ ask: ["brand", "batch"], faults: [] });
    const { ready } = order(table, { brand: "Été", batch: "Mai" });
    expect(ready).toHaveLength(25);
    expect(ready?.[24]).toMatchObject({
      sku: "ÉT-024-Ω",
      product: "Été 24 👓",
      colour: "Bleu nuit",
      brand: "Été",
    });
  });
});

describe("only-codes.txt", () => {
  const all = fixtures["only-codes.txt"];
  test.each(all)(
    "as %s is 60 variants whose product is asked for once, one for all or one per SKU",
    (_, table) => {
      expect(order(table)).toMatchObject({ ask: ["brand", "product", "batch"], faults: [] });
      const once = order(table, { brand: "Lumen", batch: "May", product: "Lux" });
      expect(once.ready).toHaveLength(60);
      expect(once.ready?.[59]).toMatchObject({ row: 60, sku: "LX-7059", product: "Lux" });
      const productBySku = Object.fromEntries(table.rows.map(({ cells }) => [cells[0], `Lux ${cells[0]}`]));
      const each = order(table, { brand: "Lumen", batch: "May", productBySku });
      expect(each.ready?.[7]).toMatchObject({ sku: "LX-7007", product: "Lux LX-7007" });
    },
  );
});

describe("faulty.csv", () => {
  const all = fixtures["faulty.csv"];
  const long = `${"N".repeat(60)}…`;
  const faults = [
    [2, "SKU", "", "The SKU is missing.", "at most 64 characters"],
    [3, "Product", "", "The Product is missing.", "The name of the product"],
    [4, "EAN", "8868950000012", "The last digit does not agree", "It should end in 1 (8868950000011)"],
    [5, "EAN", "88689", "An EAN has 8 or 13 digits; this has 5.", "8 or 13 digits"],
    [6, "UPC", "12345", "A UPC has 12 digits; this has 5.", "12 digits"],
    [7, "Complexity", "very hard", "This complexity is not known.", "simple, standard or detailed"],
    [8, "Customised", "perhaps", "This is neither yes nor no.", "yes or no"],
    [10, "SKU", "NK-7", "This SKU stands in row 9 and again in row 10.", "Each SKU once"],
    [11, "SKU", long, "It has 300 characters.", "At most 64 characters."],
    [12, "Column L", "one cell too many", "This row has a cell too many.", "11 cells"],
    [13, "Colour", "", "This row has 3 of 11 cells.", "11 cells"],
    [14, "SKU", "NK-10␀", "There is a NUL character in it.", "The same without it: NK-10"],
  ] as const;

  test("is refused as a whole with exactly its twelve faults, each with row, column, value and what would be right", () => {
    for (const [, table] of all.slice(0, 2)) {
      const checked = order(table);
      expect(checked.ready).toBeNull();
      expect(checked.faults.map(({ row, column, value }) => [row, column, value])).toEqual(
        faults.map(([row, column, value]) => [row, column, value]),
      );
      for (const [i, [, , , problem, expected]] of faults.entries()) {
        expect(checked.faults[i]?.problem).toContain(problem);
        expect(checked.faults[i]?.expected).toContain(expected);
      }
    }
  });

  test("its last row has a formula as SKU, which is legal text", () => {
    expect(order(all[0][1]).rows.map(({ sku }) => sku)).toEqual([
      "NK-7",
      '=HYPERLINK("http://example.invalid","x")',
    ]);
  });

  test("as workbook it has the same faults; what its short row lacks is named, since cells are never missing there", () => {
    const { faults: found, ready } = order(all[2][1]);
    expect(ready).toBeNull();
    expect(found.map(({ row, column, value }) => [row, column, value])).toEqual(
      faults.map(([row, column, value]) => [row, row === 13 ? "Batch" : column, value]),
    );
  });
});
