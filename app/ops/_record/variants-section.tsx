import { type FilterCounts, VariantsFrame } from "@/app/_variants/variants-frame";
import type { VariantView } from "@/app/(portal)/_page/variant-view";
import { onTurn, type PlaceCounts, progressOf } from "@/lib/lifecycle/progress";
import type { Page } from "@/lib/paging/page-key";
import type { VariantFilter } from "@/lib/variants/filters";
import type { VariantRow } from "@/lib/variants/list-variants";
import type { OpsGiven } from "./read";
import { OpsVariantsTable } from "./variants-table";

const ALWAYS: readonly VariantFilter[] = ["all", "ours", "yours", "late", "validated"];
const LABELS = { yours: "Customer's turn" } as const;

/** The variants of a batch or an order as the producer reads them. */
export function OpsVariantsSection({
  page,
  view,
  counts,
  late,
  path,
  batch = false,
  given,
}: {
  page: Page<VariantRow>;
  view: VariantView;
  counts: PlaceCounts;
  late: number;
  path: string;
  /** Says the batch in each row. */
  batch?: boolean;
  given: OpsGiven;
}) {
  const known = filterCounts(counts, late);
  return (
    <VariantsFrame
      page={page}
      view={view}
      counts={known}
      total={view.place ? counts[view.place] : (known[view.filter] ?? null)}
      path={path}
      always={ALWAYS}
      labels={LABELS}
      table={({ caption, sorts }) => (
        <OpsVariantsTable caption={caption} variants={page.rows} batch={batch} sorts={sorts} given={given} />
      )}
    />
  );
}

function filterCounts(counts: PlaceCounts, late: number): FilterCounts {
  const { buckets, all } = progressOf(counts);
  return { all, ours: onTurn(counts, "producer"), yours: onTurn(counts, "customer"), late, ...buckets };
}
