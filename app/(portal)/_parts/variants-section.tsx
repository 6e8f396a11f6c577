import { type FilterCounts, VariantsFrame } from "@/app/_variants/variants-frame";
import { LinkButton } from "@/components/ui/button";
import { can } from "@/lib/access/permissions";
import type { Progress } from "@/lib/lifecycle/progress";
import type { Page } from "@/lib/paging/page-key";
import type { VariantFilter } from "@/lib/variants/filters";
import type { VariantRow } from "@/lib/variants/list-variants";
import type { Reading } from "../_page/read";
import type { VariantView } from "../_page/variant-view";
import { newLinkAddress, placesToShare, type Target } from "../_share/target";
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
  shared,
}: {
  page: Page<VariantRow>;
  view: VariantView;
  counts: FilterCounts;
  path: string;
  scope: TableScope;
  given: Reading | Omit<Reading, "tx">;
  title?: string;
  /** What this is a list of, where it can be shared. */
  shared?: Pick<Target, "scope" | "of">;
}) {
  const { filter, place } = view;
  const list = shared && { ...shared, filter, place };
  return (
    <VariantsFrame
      {...(title ? { title } : {})}
      page={page}
      view={view}
      counts={counts}
      total={view.place ? null : (counts[view.filter] ?? null)}
      path={path}
      always={ALWAYS}
      actions={
        list && can(given.actor.role, "share") && placesToShare(list) ? (
          <LinkButton small href={newLinkAddress(list)}>
            Share this list
          </LinkButton>
        ) : null
      }
      table={({ caption, sorts }) => (
        <VariantsTable caption={caption} rows={variantRows(page.rows, given)} scope={scope} sorts={sorts} />
      )}
    />
  );
}
