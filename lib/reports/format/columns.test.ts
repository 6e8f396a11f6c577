import { expect, test } from "vitest";
import { type Column, columnsFor } from "./columns";

const columns: Column<{ sku: string }>[] = [
  { key: "sku", header: "SKU", kind: "text", audience: "everyone", value: (row) => row.sku },
  { key: "price", header: "Price", kind: "money", audience: "customer", value: () => null },
  { key: "note", header: "Internal note", kind: "text", audience: "producer", value: () => null },
];

test.each([
  ["everyone", ["sku"]],
  ["customer", ["sku", "price"]],
  ["producer", ["sku", "price", "note"]],
] as const)("a reader who is %s gets only the columns declared for them", (reader, keys) => {
  expect(columnsFor(columns, reader).map((column) => column.key)).toEqual(keys);
});
