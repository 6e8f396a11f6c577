import { type FilterCounts, VariantsFrame } from "@/app/_variants/variants-frame";
import type { Progress } from "@/lib/lifecycle/progress";
import type { Page } from "@/lib/paging/page-key";
import type { VariantFilter } from "@/lib/variants/filters";
import type { VariantRow } from "@/lib/variants/list-variants";
import type { Reading } from "../_page/read";
import type { VariantView } from "../_page/variant-view";
import { variantRows } from "./variant-rows";
import { type TableScope, VariantsTable } from "./variants-table";

/** The filters of a scope with their counts, from its progress and what the places alone cannot say. */
export function filterCounts(progress: Progress, yours: number, late: number): FilterCounts {
  const { buckets, all } = progress;
  return { all, yours, ...buckets, late };
}

const ALWAYS: readonly VariantFilter[] = ["all", "yours", "production", "late", "validated"];

/** Variants as their customer reads them. */
export function VariantsSection({
  page,
  view,
  counts,
  path,
  scope,
  given,
  title,
}: {
  page: Page<VariantRow>;
  view: VariantView;
  counts: FilterCounts;
  path: string;
  scope: TableScope;
  given: Reading | Omit<Reading, "tx">;
  title?: string;
}) {
  return (
    <VariantsFrame
      {...(title ? { title } : {})}
      page={page}
      view={view}
      counts={counts}
      total={view.place ? null : (counts[view.filter] ?? null)}
      path={path}
      always={ALWAYS}
      table={({ caption, sorts }) => (
        <VariantsTable caption={caption} rows={variantRows(page.rows, given)} scope={scope} sorts={sorts} />
      )}
    />
  );
}
