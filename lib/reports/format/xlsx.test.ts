import fc from "fast-check";
import sax from "sax";
import { expect, test } from "vitest";
import * as XLSX from "xlsx";
import type { Column, Fact } from "./columns";
import { restore } from "./neutralise";
import { type Sheet, sheet } from "./sheet";
import { xlsxStream } from "./xlsx";

type Row = { sku: string | null; days: number; share: number; due: string; at: Date; cents: number };

const columns: Column<Row>[] = [
  { key: "sku", header: "SKU", kind: "text", audience: "everyone", value: (row) => row.sku },
  { key: "days", header: "Days", kind: "integer", audience: "everyone", value: (row) => row.days },
  { key: "share", header: "Complete", kind: "percent", audience: "everyone", value: (row) => row.share },
  { key: "due", header: "Due", kind: "date", audience: "everyone", value: (row) => row.due },
  { key: "at", header: "Changed", kind: "datetime", audience: "everyone", value: (row) => row.at },
  {
    key: "price",
    header: "Price",
    kind: "money",
    audience: "customer",
    value: (row) => ({ minor: row.cents, currency: "EUR" }),
  },
];
const row: Row = {
  sku: "007",
  days: 1234,
  share: 45,
  due: "2024-12-15",
  at: new Date("2026-03-29T01:30:59.900Z"),
  cents: 120_550,
};

async function* batches<T>(...all: T[][]) {
  yield* all;
}

async function bytes(sheets: Sheet[], facts: Fact[] = []): Promise<Buffer> {
  const generatedAt = new Date("2026-11-22T09:00:00Z");
  const stream = xlsxStream({ sheets, facts, zone: "Europe/Berlin", generatedAt });
  return Buffer.from(await new Response(stream).arrayBuffer());
}

function part(workbook: XLSX.WorkBook, name: string): string {
  const files = (workbook as unknown as { files: Record<string, { content: Uint8Array }> }).files;
  return Buffer.from(files[name]?.content ?? []).toString("utf8");
}

test("cells are typed: text stays text, numbers, percents, days, wall times and amounts are numbers in their formats", async () => {
  const file = await bytes([sheet({ name: "Variants", columns, rows: batches([row]) })]);
  const cells = XLSX.read(file, { cellNF: true, UTC: true }).Sheets.Variants!;
  expect(cells.A2).toMatchObject({ t: "s", v: "007" });
  expect(cells.B2).toMatchObject({ t: "n", v: 1234, w: "1,234" });
  expect(cells.C2).toMatchObject({ t: "n", v: 0.45, w: "45%" });
  expect(cells.D2).toMatchObject({ t: "n", w: "2024-12-15" });
  expect(cells.E2).toMatchObject({ t: "n", w: "2026-03-29 03:30" });
  // To the minute, as CSV and the page have it: a cell with seconds shows one time and is found by another.
  expect(cells.E2?.v).toBeCloseTo(46_110 + 3.5 / 24, 7);
  expect(cells.F2).toMatchObject({ t: "n", v: 1205.5, w: "1,205.50 EUR" });
});

test("the head is bold, frozen, filterable over all rows and repeated in print; percents carry a bar", async () => {
  const file = await bytes([sheet({ name: "Variants", columns, rows: batches([row], [row, row]) })]);
  const workbook = XLSX.read(file, { bookFiles: true, cellStyles: true });
  const xml = part(workbook, "xl/worksheets/sheet1.xml");
  expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect(xml).toContain('<autoFilter ref="A1:F4"/>');
  expect(xml).toContain('<conditionalFormatting sqref="C2:C4"><cfRule type="dataBar"');
  expect(xml.match(/<c r="A1" s="1"/)).not.toBeNull();
  expect(part(workbook, "xl/styles.xml")).toContain("<font><b/>");
  const names = workbook.Workbook?.Names?.map(({ Name, Ref }) => `${Name} ${Ref}`);
  expect(names).toEqual([
    "_xlnm._FilterDatabase 'Variants'!$A$1:$F$4",
    "_xlnm.Print_Titles 'Variants'!$1:$1",
  ]);
});

/** Children in the order of the published schema. Source: ECMA-376 part 1, annex A.2: CT_Worksheet, CT_Workbook, CT_Stylesheet. */
const SCHEMA = {
  worksheet:
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks",
  workbook:
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr",
  styleSheet: "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors",
};

test("every part has its elements in the order of the published schema", async () => {
  const sheets = [sheet({ name: "Variants", columns, rows: batches([row]) })];
  const workbook = XLSX.read(await bytes(sheets, [{ label: "Report", value: "Summary" }]), {
    bookFiles: true,
  });
  const parts = [
    ["worksheets/sheet1.xml", "worksheet"],
    ["worksheets/sheet2.xml", "worksheet"],
    ["workbook.xml", "workbook"],
    ["styles.xml", "styleSheet"],
  ] as const;
  for (const [name, root] of parts) {
    const path: string[] = [];
    const children: string[] = [];
    const parser = sax.parser(true);
    parser.onopentag = (tag) => {
      if (path.push(tag.name) === 2) children.push(tag.name);
    };
    parser.onclosetag = () => path.pop();
    parser.write(part(workbook, `xl/${name}`)).close();
    const order = SCHEMA[root].split(" ");
    const places = children.map((child) => order.indexOf(child));
    expect({ name, children, places }).toEqual({ name, children, places: places.toSorted((a, b) => a - b) });
    expect(Math.min(...places), name).toBeGreaterThanOrEqual(0);
  }
});

test("columns are as wide as declared, or as their first rows need, within reason", async () => {
  const wide: Column<Row>[] = [
    { ...columns[0]!, width: 33 } as Column<Row>,
    { key: "a", header: "Model", kind: "text", audience: "everyone", value: () => "Sonnenbrille Größenwahn" },
    { key: "b", header: "Note", kind: "text", audience: "everyone", value: () => "x".repeat(5000) },
  ];
  const workbook = XLSX.read(await bytes([sheet({ name: "W", columns: wide, rows: batches([row]) })]), {
    cellStyles: true,
  });
  expect(workbook.Sheets.W!["!cols"]!.map((column) => Math.round(column.width ?? 0))).toEqual([33, 24, 61]);
});

test("facts are on a sheet of their own, after the sheets of the report, each with its name", async () => {
  const facts = [
    { label: "Report", value: "Timeline Report" },
    { label: "Note", value: "=1" },
  ];
  const file = await bytes(
    [
      sheet({ name: "Timeline: batch [1]/2", columns, rows: batches() }),
      sheet({ name: "Days", columns, rows: batches<Row>([], [row]) }),
    ],
    facts,
  );
  const workbook = XLSX.read(file);
  expect(workbook.SheetNames).toEqual(["Timeline  batch  1  2", "Days", "About"]);
  expect(XLSX.utils.sheet_to_json(workbook.Sheets.About!, { header: 1 })).toEqual([
    ["Report", "Timeline Report"],
    ["Note", "'=1"],
  ]);
  expect(XLSX.utils.sheet_to_json(workbook.Sheets[workbook.SheetNames[0]!]!, { header: 1 })).toHaveLength(1);
  expect(XLSX.utils.sheet_to_json(workbook.Sheets.Days!, { header: 1 })).toHaveLength(2);
});

test("any text comes back from another reader as it went in, but for the apostrophe that keeps it from running", async () => {
  const text: Column<string[]>[] = [0, 1].map((i) => ({
    key: `c${i}`,
    header: `C${i}`,
    kind: "text",
    audience: "everyone",
    value: (cells) => cells[i] ?? null,
  }));
  const awkward = fc.oneof(
    fc.constantFrom(
      "007",
      "1E5",
      "a\r\nb",
      "\r",
      "🤓",
      '"<&>"',
      "=1+1",
      "'=1",
      " x ",
      "_x0041_",
      "__x000D_",
      "\0",
      "]]>",
    ),
    fc.string({ unit: "binary", minLength: 1 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(awkward, awkward), { minLength: 1 }), async (rows) => {
      const file = await bytes([sheet({ name: "Text", columns: text, rows: batches(rows) })]);
      const cells = XLSX.read(file).Sheets.Text!;
      rows.forEach((row, i) => {
        const back = [cells[`A${i + 2}`]?.v, cells[`B${i + 2}`]?.v];
        // This reader turns CRLF into LF whatever the file says.
        expect(back.map(restore)).toEqual(row.map((text) => text.replaceAll("\r\n", "\n")));
        for (const value of back) expect(value).not.toMatch(/^[=+\-@\t\r\n]/);
      });
    }),
  );
});

test("text past what an Excel cell can hold is cut and says so", async () => {
  const file = await bytes([
    sheet({ name: "T", columns, rows: batches([{ ...row, sku: "é".repeat(40_000) }]) }),
  ]);
  const value: string = XLSX.read(file).Sheets.T!.A2!.v;
  expect(value).toHaveLength(32_767);
  expect(value.endsWith("é… (shortened)")).toBe(true);
});

test("more rows than a sheet can hold are refused, naming the number and the way out", async () => {
  const one: Column<null>[] = [
    { key: "n", header: "N", kind: "integer", audience: "everyone", value: () => null },
  ];
  const many = Array.from({ length: 65_536 }, () => null);
  async function* source() {
    for (let i = 0; i < 17; i += 1) yield many;
  }
  await expect(bytes([sheet({ name: "All", columns: one, rows: source() })])).rejects.toThrow(
    '"All" has more than 1,048,575 rows, the most an Excel sheet can hold. Choose CSV, or fewer batches.',
  );
});

test("a broken-off download ends the source, and a fault in the source fails the stream", async () => {
  let closed = false;
  async function* endless() {
    try {
      for (;;) yield Array.from({ length: 500 }, (_, i) => ({ ...row, sku: `${i}${Math.sin(i)}` }));
    } finally {
      closed = true;
    }
  }
  const report = { facts: [], zone: "UTC", generatedAt: new Date(0) };
  const reader = xlsxStream({
    ...report,
    sheets: [sheet({ name: "E", columns, rows: endless() })],
  }).getReader();
  for (let i = 0; i < 30; i += 1) await reader.read();
  await reader.cancel();
  expect(closed).toBe(true);

  async function* failing() {
    yield [row];
    throw new Error("the database went away");
  }
  await expect(bytes([sheet({ name: "F", columns, rows: failing() })])).rejects.toThrow(
    "the database went away",
  );
});
