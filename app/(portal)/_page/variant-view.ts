import { META } from "@/lib/lifecycle/meta";
import { PLACES, type Place } from "@/lib/lifecycle/states";
import { VARIANT_FILTERS, type VariantFilter } from "@/lib/variants/filters";
import { VARIANT_SORTS, type VariantSort } from "@/lib/variants/list-variants";
import { address, one, oneOf, type Query } from "./address";

/** How a list of variants is looked at, as it stands in the address. */
export interface VariantView {
  filter: VariantFilter;
  place: Place | null;
  sort: VariantSort;
  descending: boolean;
  from: string | undefined;
}

/** Reads the view from an address; what is unknown there is as if it were absent. */
export function variantView(query: Awaited<Query>): VariantView {
  const place = one(query, "place");
  return {
    filter: oneOf(one(query, "show"), VARIANT_FILTERS),
    place: PLACES.find((known) => known === place) ?? null,
    sort: oneOf(one(query, "sort"), VARIANT_SORTS),
    descending: one(query, "dir") === "desc",
    from: one(query, "from"),
  };
}

/** The address of a view of the same list; the first page, unless a page is named. */
export function viewAddress(path: string, view: VariantView, change: Partial<VariantView>): string {
  const { filter, place, sort, descending, from } = { ...view, from: undefined, ...change };
  const query = {
    show: filter === "all" ? null : filter,
    place,
    sort: sort === "turn" ? null : sort,
    dir: descending ? "desc" : null,
    from,
  };
  return `${address(path, query)}#variants`;
}

/** A column's way to be sorted by, and the other way round where it is already. */
export function sortAddress(path: string, view: VariantView, sort: VariantSort) {
  const here = view.sort === sort;
  return {
    href: viewAddress(path, view, { sort, descending: here && !view.descending }),
    ...(here ? { direction: view.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  };
}

const SORTED: Readonly<Record<VariantSort, string>> = {
  turn: "whose turn it is, then by time in state",
  sku: "SKU",
  product: "product, then by SKU",
  since: "time in state",
};

/** "Sorted by whose turn it is, then by time in state". */
export function sortWords({ sort, descending }: VariantView): string {
  return `Sorted by ${SORTED[sort]}${descending ? ", the other way round" : ""}`;
}

/** What a view narrowed to one state is called. */
export function placeWords(place: Place): string {
  return META[place].label;
}
