import type { ShownVariant } from "@/lib/catalogues/visit";

/** A variant as the page takes it; short names, because hundreds of them travel with it. */
export interface ShownRow {
  s: string;
  /** colour, lens */
  c: string;
  /** size */
  z: string;
  /** where its model is; absent where it has none */
  m?: string;
}

export interface ShownProduct {
  name: string;
  rows: ShownRow[];
}

/** Neighbours of the same product stand under its name, in the owner's order. */
export function shownProducts(variants: readonly ShownVariant[]): ShownProduct[] {
  const all: ShownProduct[] = [];
  for (const { itemId, sku, product, colour, lens, size, hasModel } of variants) {
    const row = {
      s: sku,
      c: [colour, lens].filter(Boolean).join(", ") || "–",
      z: size,
      ...(hasModel ? { m: itemId } : {}),
    };
    const last = all.at(-1);
    if (last?.name === product) last.rows.push(row);
    else all.push({ name: product, rows: [row] });
  }
  return all;
}
