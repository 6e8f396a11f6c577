import type { VariantView } from "@/app/(portal)/_page/variant-view";
import { listWords } from "@/lib/variants/filters";
import type { ListNarrowed } from "./report-menu";

/** What a list of variants is narrowed to, for the reports beside it; null where it shows all. */
export function listNarrowed({ filter, place }: VariantView): ListNarrowed | null {
  if (filter === "all" && !place) return null;
  const query = new URLSearchParams({
    ...(filter === "all" ? {} : { show: filter }),
    ...(place ? { place } : {}),
  });
  return { words: listWords({ filter, place }), query: query.toString() };
}
