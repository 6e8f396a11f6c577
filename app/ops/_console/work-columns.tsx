"use client";
import type { Column } from "@/components/ui/data-table";
import type { WorkSort } from "@/lib/variants/list-work";

export interface Sortable {
  href: string;
  direction?: "ascending" | "descending";
}

/** Figures of the house's face at 13 px, semibold: wide enough for the longest SKU on the page, which never clips. */
const SKU_DIGIT = 8;
const NARROWEST_SKU = 92;
const WIDEST_SKU = 220;

/** The columns of the console; `all` is the box that selects the page. */
export function workColumns(
  sorts: Readonly<Partial<Record<WorkSort, Sortable>>>,
  longestSku: number,
  all: React.ReactNode,
): Column[] {
  const sku = Math.min(Math.max(longestSku * SKU_DIGIT + 14, NARROWEST_SKU), WIDEST_SKU);
  return [
    { label: "Select", head: all, width: 32 },
    { label: "SKU", width: sku, tn: true, sort: sorts.sku },
    { label: "Product, colour", phone: "full" },
    { label: "Brand, organisation", width: 118, drop: true, phone: "gone" },
    { label: "Batch", width: 124, quiet: true, phone: "full" },
    { label: "State", width: 148 },
    { label: "In state", width: 70, num: true, phone: "end", sort: sorts.since },
    { label: "Allowed", width: 68, phone: "gone", sort: sorts.due },
    { label: "Since", width: 56, tn: true, quiet: true, drop: true, phone: "gone" },
    { label: "Assigned to", width: 104, phone: "end" },
    { label: "Expected", width: 112, tn: true, drop: true, phone: "gone" },
    { label: "Complexity", width: 72, quiet: true, drop: true, phone: "gone" },
    { label: "Rev.", width: 34, num: true, drop: true, phone: "gone" },
  ];
}
