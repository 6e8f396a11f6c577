import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import type { Column } from "./columns";
import { csvStream } from "./csv";
import { restore } from "./neutralise";

type Row = {
  sku: string;
  days: number | null;
  share: number;
  due: string | Date | null;
  at: Date;
  cents: number;
};

const columns: Column<Row>[] = [
  { key: "sku", header: "SKU", kind: "text", audience: "everyone", value: (row) => row.sku },
  { key: "days", header: "Days", kind: "decimal", audience: "everyone", value: (row) => row.days },
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
  days: -2.5,
  share: 45,
  due: "2024-12-15",
  at: new Date("2026-03-29T01:30:00Z"),
  cents: -1205,
};
const zone = "Europe/Berlin";

async function* batches<T>(...all: T[][]) {
  yield* all;
}

async function read(stream: ReadableStream<Uint8Array>): Promise<string> {
  return Buffer.from(await new Response(stream).arrayBuffer()).toString("utf8");
}

test("a report is its facts, an empty line, its head and its rows, with the byte order mark Excel needs", async () => {
  const facts = [
    { label: "Report", value: "Summary Report" },
    { label: "Batch", value: "=Nike, 2024" },
  ];
  const rows = batches([row], [{ ...row, sku: '=A"1"', days: null, due: new Date("2026-06-30T22:30:00Z") }]);
  expect(await read(csvStream({ facts, columns, rows, zone }))).toBe(
    [
      "\uFEFFReport,Summary Report",
      `Batch,"'=Nike, 2024"`,
      "",
      "SKU,Days,Complete,Due,Changed,Price,Price currency",
      "007,-2.5,45%,2024-12-15,2026-03-29 03:30,-12.05,EUR",
      `"'=A""1""",,45%,2026-07-01,2026-03-29 03:30,-12.05,EUR`,
      "",
    ].join("\r\n"),
  );
});

test.each([
  ["JPY", 1205, "1205"],
  ["KWD", 1205, "1.205"],
  ["EUR", 5, "0.05"],
  ["EUR", 9_007_199_254_740_991, "90071992547409.91"],
])("%s keeps its own decimals: %d minor units are %s", async (currency, minor, text) => {
  const money: Column<null>[] = [
    {
      key: "price",
      header: "Price",
      kind: "money",
      audience: "customer",
      value: () => ({ minor, currency }),
    },
  ];
  const csv = await read(csvStream({ facts: [], columns: money, rows: batches([null]), zone }));
  expect(csv.split("\r\n")[1]).toBe(`${text},${currency}`);
});

test("any text comes back from another reader as it went in, but for the apostrophe that keeps it from running", async () => {
  const text: Column<string[]>[] = [0, 1, 2].map((i) => ({
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
      "\n",
      "🤓",
      '"',
      '""',
      "=1+1",
      "'=1",
      " x ",
      ",",
      ";",
      "\uFEFF",
      "é",
    ),
    fc.string({ unit: "binary" }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(awkward, { minLength: 3, maxLength: 3 })), async (rows) => {
      const csv = await read(csvStream({ facts: [], columns: text, rows: batches(rows), zone }));
      const back = Papa.parse<string[]>(csv.slice(1), { delimiter: ",", newline: "\r\n" });
      expect(back.errors).toEqual([]);
      expect(back.data.slice(1, -1).map((cells) => cells.map(restore))).toEqual(rows);
      for (const cell of back.data.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
  );
});

test("the next batch is fetched only when the one before was taken, and a broken-off download ends the source", async () => {
  let fetched = 0;
  let closed = false;
  async function* source() {
    try {
      for (;;) {
        fetched += 1;
        yield [row];
      }
    } finally {
      closed = true;
    }
  }
  const reader = csvStream({ facts: [], columns, rows: source(), zone }).getReader();
  await reader.read();
  expect(fetched).toBe(0);
  await reader.read();
  expect(fetched).toBe(1);
  await reader.cancel();
  expect(closed).toBe(true);
});

test.each([
  [{ ...row, days: Number.NaN }, '"Days" holds NaN'],
  [{ ...row, due: "31.12.2024" }, '"Due" holds 31.12.2024'],
  [{ ...row, due: "2024-02-30" }, '"Due" holds 2024-02-30'],
  [{ ...row, due: "2024-00-01" }, '"Due" holds 2024-00-01'],
  [{ ...row, due: "2024-13-01" }, '"Due" holds 2024-13-01'],
  [{ ...row, at: new Date(Number.NaN) }, '"Changed" holds Invalid Date'],
  [{ ...row, cents: 0.5 }, '"Price" holds 0.5'],
])("a value that does not fit its column fails the report and names the column (%#)", async (bad, named) => {
  await expect(read(csvStream({ facts: [], columns, rows: batches([bad]), zone }))).rejects.toThrow(named);
});
