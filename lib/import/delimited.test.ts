import { expect, test } from "vitest";
import { readDelimited } from "./delimited";

function cells(text: string): string[][] {
  return readDelimited(text, "UTF-8").rows.map((row) => row.cells);
}

test.each([
  [",", "\n"],
  [";", "\r\n"],
  ["\t", "\r"],
  ["\t", "\r\n"],
  [",", "\r"],
])("separator %j and line break %j are found", (delimiter, newline) => {
  const lines = [
    ["SKU", "Brand", "Remark"],
    ["A", "Nike", "plain, with; some\tof all"],
    ["B", "Nike", "two\nlines"],
    ["C", "Nike", ""],
  ];
  const text = lines.map((line) =>
    line.map((cell) => (/[,;\t\n]/.test(cell) ? `"${cell}"` : cell)).join(delimiter),
  );
  for (const end of [newline, ""]) {
    const table = readDelimited(text.join(newline) + end, "UTF-8");
    expect(table.origin).toEqual({ format: "text", encoding: "UTF-8", delimiter });
    expect(table.columns).toEqual(lines[0]);
    expect(table.rows.map((row) => row.cells)).toEqual(lines.slice(1));
    expect(table.faults).toEqual([]);
  }
});

test("quotes inside quotes, line breaks inside cells and spaces around are kept as they are", () => {
  const text = 'SKU,Brand\r\n"A ""new"" one","two\r\nlines"\r\n 007 ,"""all quoted"""\r\nit\'s 5" wide,x\r\n';
  expect(cells(text)).toEqual([
    ['A "new" one', "two\r\nlines"],
    [" 007 ", '"all quoted"'],
    ["it's 5\" wide", "x"],
  ]);
});

test("line ends that differ within a file are all line ends", () => {
  expect(cells('SKU,Brand\r\nA,1\nB,"2"\r\nC,3\n"D","4"\n')).toEqual([
    ["A", "1"],
    ["B", "2"],
    ["C", "3"],
    ["D", "4"],
  ]);
});

test("rows are numbered as a spreadsheet numbers them: empty rows count, lines within a cell do not", () => {
  const table = readDelimited('SKU,Remark\n\nA,"one\ntwo"\n,\nB,x\n', "UTF-8");
  expect(table.headerRow).toBe(1);
  expect(table.rows.map(({ row }) => row)).toEqual([3, 5]);
});

test("a header under a title is found, and what stands above it is no row", () => {
  const table = readDelimited("Order of May\n\nSKU;Modell;Farbe\nA;Flyer;Rot\n", "UTF-8");
  expect(table).toMatchObject({ headerRow: 3, columns: ["SKU", "Modell", "Farbe"], rows: [{ row: 4 }] });
});

test("cells too many and too few are faults that name the row; empty cells at the end are not too many", () => {
  const table = readDelimited("SKU,Brand,Size\nA,Nike,52,,\nB,Nike,52,more,and more\nC\nD,Nike,\n", "UTF-8");
  expect(table.faults).toEqual([
    expect.objectContaining({
      row: 3,
      column: "Column D",
      value: "more and more",
      problem: "This row has 2 cells too many.",
    }),
    expect.objectContaining({ row: 4, column: "Brand", value: "", problem: "This row has 1 of 3 cells." }),
  ]);
});

test.each([
  ['SKU,Brand\nA,"Nike\nB,Nike\n', 2],
  ['SKU,Brand\nA,Nike\nB,"Ni"ke"\n', 3],
])("a quotation mark that does not close is a fault that names the row (%#)", (text, row) => {
  const { faults } = readDelimited(text, "UTF-8");
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject({
    row,
    column: null,
    expected: expect.stringContaining('written twice ("")'),
  });
});

test("half a character, as only pasted text can have it, is a fault that names row and column", () => {
  const { faults } = readDelimited("SKU\tBrand\nA\ud83d\tNike", "pasted");
  expect(faults).toEqual([
    expect.objectContaining({ row: 2, column: "SKU", problem: "There is half of a character in it." }),
  ]);
});

test.each([
  [`SKU,Brand\n${"A,Nike\n".repeat(50_001)}`, "It has 50,001 rows; at most 50,000 can come in at once."],
  [`SKU${",x".repeat(64)}\n`, "Row 1 has 65 columns; at most 64 can be read."],
  [`SKU,Brand\nA,${"x".repeat(10_001)}\n`, "Row 2, column B has 10,001 characters; a cell can have 10,000."],
  ["\n \n,,,\n", "There is nothing in it."],
])("a file past a limit is refused with the limit and the value (%#)", (text, problem) => {
  expect(() => readDelimited(text, "UTF-8")).toThrow(problem);
});

test("50,000 rows under a header, and 50,000 codes without one, are within the limit", () => {
  expect(readDelimited(`SKU,Brand\n${"A,Nike\n".repeat(50_000)}`, "UTF-8").rows).toHaveLength(50_000);
  expect(readDelimited("A\n".repeat(50_000), "UTF-8").rows).toHaveLength(50_000);
});
