import type { Column } from "@/components/ui/data-table";
import { detailedColumns } from "@/lib/reports/detailed";
import { columnsFor, type Column as Declared } from "@/lib/reports/format/columns";
import { productColumns } from "@/lib/reports/summary";

/** A column of a shared page; `of` names the columns of the reports that it tells, where it is said who may read them. */
interface SharedColumn<Id extends string> extends Column {
  id: Id;
  of: readonly string[];
}

/** Of these columns those whose every part a stakeholder may read in the files too. */
export function shown<Id extends string>(
  declared: readonly Declared<never>[],
  columns: readonly SharedColumn<Id>[],
): SharedColumn<Id>[] {
  const readable = new Set(columnsFor(declared, "everyone").map(({ key }) => key));
  return columns.filter(({ of }) => of.every((key) => readable.has(key)));
}

export const PRODUCT_COLUMNS = [
  { id: "product", of: ["product"], label: "Product" },
  { id: "variants", of: ["variants"], label: "Variants", num: true, width: 84 },
  { id: "complete", of: ["complete"], label: "Complete", num: true, width: 90 },
  { id: "ready", of: ["ready"], label: "Awaiting review", num: true, width: 124 },
  { id: "hold", of: ["hold"], label: "On hold", num: true, width: 84 },
  { id: "issues", of: ["issues"], label: "Quality issues", num: true, width: 112 },
  { id: "bar", of: ["complete", "ready", "production"], label: "Progress", width: "32%", phone: "full" },
] as const satisfies SharedColumn<string>[];
export type ProductColumn = (typeof PRODUCT_COLUMNS)[number]["id"];

export const VARIANT_COLUMNS = [
  { id: "sku", of: ["sku"], label: "SKU", tn: true, width: 150 },
  { id: "batch", of: ["batch"], label: "Batch", width: 156 },
  { id: "product", of: ["product"], label: "Product" },
  { id: "look", of: ["colour", "lens"], label: "Colour, lens", phone: "full" },
  { id: "size", of: ["size"], label: "Size", tn: true, width: 100, drop: true },
  { id: "state", of: ["state", "bucket"], label: "State", width: 186 },
  { id: "time", of: ["timeInState", "delay"], label: "In state", num: true, width: 96 },
  { id: "since", of: ["since"], label: "Since", tn: true, quiet: true, width: 104, drop: true },
  {
    id: "estimate",
    of: ["expectedFrom", "expectedTo", "estimate"],
    label: "Estimated completion",
    width: 210,
    phone: "full",
  },
] as const satisfies SharedColumn<string>[];
export type VariantColumn = (typeof VARIANT_COLUMNS)[number]["id"];

export const productsShown = shown<ProductColumn>(productColumns, PRODUCT_COLUMNS);
export const variantsShown = shown<VariantColumn>(detailedColumns, VARIANT_COLUMNS);
