import type { Column } from "@/lib/reports/format/columns";
import { csvStream } from "@/lib/reports/format/csv";
import { sheet } from "@/lib/reports/format/sheet";
import { xlsxStream } from "@/lib/reports/format/xlsx";
import { type Field, fieldNames, fields } from "./columns";

type Example = Record<Field, string>;

const examples: Example[] = [
  {
    sku: "NK-24000",
    brand: "Nike",
    product: "Flyer",
    colour: "Matte Black",
    size: "52-18-140",
    lens: "Grey",
    ean: "8868950000004",
    upc: "",
    complexity: "simple",
    customised: "no",
    batch: "Nike Collection 2024",
    note: "",
  },
  {
    sku: "NK-24001",
    brand: "Nike",
    product: "Flyer",
    colour: "Tortoise",
    size: "55-17-145",
    lens: "Brown",
    ean: "",
    upc: "",
    complexity: "detailed",
    customised: "yes",
    batch: "Nike Collection 2024",
    note: "Engraving on the left temple",
  },
];

const columns = fields.map(
  (key): Column<Example> => ({
    key,
    header: fieldNames[key],
    kind: "text",
    audience: "everyone",
    value: (example) => example[key],
  }),
);

async function* rows() {
  yield examples;
}

/** The template for an order as CSV: all columns that are known, and two rows as examples. */
export function templateCsv(): ReadableStream<Uint8Array> {
  return csvStream({ facts: [], columns, rows: rows(), zone: "UTC" });
}

/** The same as an Excel workbook, its cells formatted as text so that leading zeros stay. */
export function templateXlsx(): ReadableStream<Uint8Array> {
  const order = sheet({ name: "Order", columns, rows: rows() });
  return xlsxStream({ sheets: [order], facts: [], zone: "UTC", generatedAt: new Date(0) });
}
