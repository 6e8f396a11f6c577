import type { Named } from "./alert";

/** The first variants of an alert, as two arrays of the database name them. */
export function named(ids: string[], skus: string[]): Named[] {
  return skus.map((sku, index) => ({ id: ids[index] ?? "", sku }));
}
