import { expect, test } from "vitest";
import { detailedColumns } from "@/lib/reports/detailed";
import { productColumns } from "@/lib/reports/summary";
import { PRODUCT_COLUMNS, productsShown, shown, VARIANT_COLUMNS, variantsShown } from "./shared-columns";

test("every column of a shared page tells columns that the reports declare, all open to everyone", () => {
  const keys = new Set([...detailedColumns, ...productColumns].map(({ key }) => key));
  const named = [...PRODUCT_COLUMNS, ...VARIANT_COLUMNS].flatMap(({ of }) => [...of]);
  expect(named.filter((key) => !keys.has(key))).toEqual([]);
  expect(productsShown).toEqual(PRODUCT_COLUMNS);
  expect(variantsShown).toEqual(VARIANT_COLUMNS);
});

test("closing a column where it is declared closes it on the shared page, with what is told together with it", () => {
  const closed = detailedColumns.map((column) =>
    column.key === "lens" ? { ...column, audience: "customer" as const } : column,
  );
  expect(shown(closed, VARIANT_COLUMNS).map(({ id }) => id)).toEqual(
    VARIANT_COLUMNS.map(({ id }) => id).filter((id) => id !== "look"),
  );
});
