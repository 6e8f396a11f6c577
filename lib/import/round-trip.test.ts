import fc from "fast-check";
import Papa from "papaparse";
import { expect, test, vi } from "vitest";
import type { Column } from "@/lib/reports/format/columns";
import { csvStream } from "@/lib/reports/format/csv";
import { sheet } from "@/lib/reports/format/sheet";
import { xlsxStream } from "@/lib/reports/format/xlsx";
import { check, type OrderRow } from "./check";
import { type Field, fieldNames, fields, recogniseColumns } from "./columns";
import { faultsFile } from "./faults-file";
import { parseTable } from "./parse-table";
import { templateCsv, templateXlsx } from "./template";

vi.setConfig({ testTimeout: 60_000 });

type Row = Omit<OrderRow, "row">;

const columns = fields.map(
  (key): Column<Row> => ({
    key,
    header: fieldNames[key],
    kind: "text",
    audience: "everyone",
    value: (row) => (key === "customised" ? (row.customised ? "yes" : "no") : row[key]),
  }),
);

async function* once(rows: Row[]) {
  yield rows;
}

async function bytes(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

const facts = [
  { label: "Report", value: "Detailed Report" },
  { label: "Batch", value: 'Nike, "Collection" 2024' },
];
const written: Record<string, (rows: Row[]) => Promise<Buffer>> = {
  csv: (rows) => bytes(csvStream({ facts, columns, rows: once(rows), zone: "Europe/Berlin" })),
  xlsx: (rows) => {
    const sheets = [sheet({ name: "Variants", columns, rows: once(rows) })];
    return bytes(xlsxStream({ sheets, facts, zone: "Europe/Berlin", generatedAt: new Date(0) }));
  },
};

/** Text as import keeps it: trimmed and composed, with a character in it that is not only an apostrophe's work. */
function kept(text: string): string {
  return text.normalize("NFC").replaceAll("\0", "").trim();
}

const awkward = fc.constantFrom(
  "007",
  "1E5",
  "0.10",
  "4012345000009",
  "=1+1",
  "+49",
  "-5",
  "@SUM(A1)",
  "'=1",
  "''",
  "'quoted'",
  '"',
  '"""x"',
  "a,b;c\td",
  "one\ntwo",
  "one\r\ntwo",
  "one\rtwo",
  "👓",
  "👨‍👩‍👧",
  "É ß Ω 漢",
  "_x000D_",
  "<&>]]>",
  "\u00a0x",
  "TRUE",
  "#N/A",
  "2024-12-15",
  "SKU",
  "\u0001\u001f\u007f\u0085",
);
const anyText = fc
  .oneof(
    awkward,
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.string({ unit: "grapheme", maxLength: 20 }),
  )
  .map(kept);
const name = anyText.filter((text) => text !== "");
const row = fc.record<Row>({
  sku: name
    .map((text) =>
      text
        .replace(/\p{Cc}/gu, "")
        .trim()
        .slice(0, 40)
        .toWellFormed(),
    )
    .filter((text) => text !== ""),
  brand: name,
  product: name,
  batch: name,
  colour: anyText,
  size: anyText,
  lens: anyText,
  ean: fc.constantFrom(null, "4012345000009", "96385074", "0036000291452"),
  upc: fc.constantFrom(null, "036000291452"),
  complexity: fc.constantFrom("simple", "standard", "detailed"),
  customised: fc.boolean(),
  note: anyText.map((text) => text || null),
});
const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 12, selector: ({ sku }) => kept(sku) });

test.each(Object.keys(written))(
  "an order that went out as %s comes in again as it was, every character",
  async (format) => {
    await fc.assert(
      fc.asyncProperty(rows, async (order) => {
        const table = await parseTable({ kind: "file", bytes: await written[format]!(order) });
        const { ready, faults } = check(table, recogniseColumns(table.columns));
        expect(faults).toEqual([]);
        expect(ready?.map(({ row: _, ...rest }) => rest)).toEqual(order);
      }),
      { numRuns: 150 },
    );
  },
);

test.each(Object.keys(written))("a NUL that went out in %s is refused by row and column", async (format) => {
  const [order] = fc.sample(row, 1);
  const bytesOut = await written[format]!([{ ...order!, colour: "a\0b" }]);
  const table = await parseTable({ kind: "file", bytes: bytesOut });
  const { faults, ready } = check(table, recogniseColumns(table.columns));
  expect(faults).toEqual([
    expect.objectContaining({ row: table.headerRow! + 1, column: "Colour", value: "a␀b" }),
  ]);
  expect(ready).toBeNull();
});

test.each([
  ["CSV", templateCsv],
  ["Excel", templateXlsx],
])("the %s template is an order without fault, with every column that is known", async (_, template) => {
  const table = await parseTable({ kind: "file", bytes: await bytes(template()) });
  expect(recogniseColumns(table.columns)).toEqual(fields);
  const { ready, faults } = check(table, recogniseColumns(table.columns));
  expect(faults).toEqual([]);
  expect(ready).toHaveLength(2);
});

const faulty = `Artikel,Marke,Modell,Charge,EAN
A,Nike,=1+1,B,123
,Nike,"a ""b""",B,
C,Nike,Flyer,B,
D\0,Nike,Flyer,B,,more
`;

test("rejects are the faulty rows as they came, with number, problem and what would be right; nothing in them runs", async () => {
  const table = await parseTable({ kind: "pasted", text: faulty });
  const { faults } = check(table, recogniseColumns(table.columns));
  const { data } = Papa.parse<string[]>(faultsFile(table, faults).slice(1), { newline: "\r\n" });
  expect(data.slice(0, -1)).toEqual([
    ["Row", "Artikel", "Marke", "Modell", "Charge", "EAN", "Problem", "What would be right"],
    [
      "2",
      "A",
      "Nike",
      "'=1+1",
      "B",
      "123",
      expect.stringContaining("this has 3"),
      expect.stringContaining("8 or 13 digits"),
    ],
    ["3", "", "Nike", 'a "b"', "B", "", "Artikel: The SKU is missing.", expect.any(String)],
    [
      "5",
      "D␀",
      "Nike",
      "Flyer",
      "B",
      "",
      "Artikel: There is a NUL character in it. Column F: This row has a cell too many.",
      expect.stringContaining("The same without it: D"),
    ],
  ]);
});

test("a corrected file of rejects comes in as it is", async () => {
  const table = await parseTable({ kind: "pasted", text: faulty });
  const { faults } = check(table, recogniseColumns(table.columns));
  const corrected = faultsFile(table, faults)
    .replace("123", "96385074")
    .replace("\r\n3,,", "\r\n3,B,")
    .replace("D␀", "D");
  const again = await parseTable({ kind: "pasted", text: corrected });
  const mapping = recogniseColumns(again.columns);
  expect(mapping).toEqual([
    null,
    "sku",
    "brand",
    "product",
    "batch",
    "ean",
    null,
    null,
  ] satisfies (Field | null)[]);
  expect(check(again, mapping).ready?.map(({ sku, product }) => [sku, product])).toEqual([
    ["A", "=1+1"],
    ["B", 'a "b"'],
    ["D", "Flyer"],
  ]);
});
