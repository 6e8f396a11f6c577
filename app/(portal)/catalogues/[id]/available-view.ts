import { isId } from "@/lib/access/ids";
import type { AvailableFilter } from "@/lib/catalogues/available";
import { address, one, type Query } from "../../_page/address";

/** How the variants to add are narrowed, as it stands in the address; what is no id is as if it were absent. */
export function availableView(query: Awaited<Query>): AvailableFilter {
  const id = (name: string) => {
    const value = one(query, name);
    return isId(value) ? value : undefined;
  };
  return { batchId: id("batch"), productId: id("product"), brandId: id("brand") };
}

/** The address of the same view; the first page, unless a page is named. */
export function availableAddress(path: string, view: AvailableFilter, from?: string | null): string {
  const { batchId, productId, brandId } = view;
  return address(path, { tab: "add", batch: batchId, product: productId, brand: brandId, from });
}
