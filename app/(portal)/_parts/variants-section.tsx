import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import { type Tab, Tabs } from "@/components/ui/tabs";
import { META } from "@/lib/lifecycle/meta";
import type { Progress } from "@/lib/lifecycle/progress";
import type { Page } from "@/lib/paging/page-key";
import type { VariantFilter } from "@/lib/variants/filters";
import type { VariantRow } from "@/lib/variants/list-variants";
import type { Reading } from "../_page/read";
import { sortAddress, sortWords, type VariantView, viewAddress } from "../_page/variant-view";
import { variantRows } from "./variant-rows";
import { type TableScope, VariantsTable } from "./variants-table";

export const VARIANTS_PER_PAGE = 50;

/** How many each filter shows, as far as it is known. */
export type FilterCounts = Partial<Record<VariantFilter, number>>;

/** The filters of a scope with their counts, from its progress and what the places alone cannot say. */
export function filterCounts(progress: Progress, yours: number, late: number): FilterCounts {
  const { buckets, all } = progress;
  return { all, yours, ...buckets, late };
}

const LABELS: Readonly<Record<VariantFilter, string>> = {
  all: "All",
  yours: "Your turn",
  ours: "Our turn",
  production: "In Production",
  ready: "Ready for Review",
  late: "Late or at risk",
  flagged: "With a quality flag",
  hold: "On Hold",
  attention: "Needs attention",
  validated: "Validated",
  cancelled: "Cancelled",
};
const ALWAYS: readonly VariantFilter[] = ["all", "yours", "production", "late", "validated"];
const WHEN_ANY: readonly VariantFilter[] = ["hold", "attention", "cancelled"];

/** Variants with filters, sorting and pages, all of it in the address. */
export function VariantsSection({
  page,
  view,
  counts,
  path,
  scope,
  given,
  title = "Variants",
}: {
  page: Page<VariantRow>;
  view: VariantView;
  counts: FilterCounts;
  path: string;
  scope: TableScope;
  given: Reading | Omit<Reading, "tx">;
  title?: string;
}) {
  const total = view.place ? null : (counts[view.filter] ?? null);
  const sort = (by: Parameters<typeof sortAddress>[2]) => sortAddress(path, view, by);
  return (
    <Section
      id="variants"
      layout="wide"
      title={title}
      aside={<Tabs label="Which variants" tabs={tabs(view, counts, path)} />}
    >
      {page.rows.length === 0 ? (
        <Nothing view={view} path={path} />
      ) : (
        <div>
          <VariantsTable
            caption={`${title}, ${page.first} to ${page.first + page.rows.length - 1}`}
            rows={variantRows(page.rows, given)}
            scope={scope}
            sorts={{ sku: sort("sku"), product: sort("product"), turn: sort("turn"), since: sort("since") }}
          />
          <Pager
            first={page.first}
            rows={page.rows.length}
            total={total}
            size={VARIANTS_PER_PAGE}
            previous={page.previous && viewAddress(path, view, { from: page.previous })}
            next={page.next && viewAddress(path, view, { from: page.next })}
            note={sortWords(view)}
          />
        </div>
      )}
    </Section>
  );
}

function tabs(view: VariantView, counts: FilterCounts, path: string): Tab[] {
  const { filter, place } = view;
  const shown = [...ALWAYS, ...WHEN_ANY.filter((name) => (counts[name] ?? 0) > 0)];
  if (!shown.includes(filter)) shown.push(filter);
  const list = shown.map((name) => ({
    href: viewAddress(path, view, { filter: name, place: null }),
    label: LABELS[name],
    ...(counts[name] === undefined ? {} : { count: counts[name] }),
    current: !place && filter === name,
  }));
  if (!place) return list;
  return [...list, { href: viewAddress(path, view, {}), label: META[place].label, current: true }];
}

function Nothing({ view, path }: { view: VariantView; path: string }) {
  const narrowed = view.filter !== "all" || view.place !== null;
  return (
    <EmptyState
      title={narrowed ? "No variant is in this view." : "There are no variants here yet."}
      actions={
        narrowed ? (
          <LinkButton href={viewAddress(path, view, { filter: "all", place: null })}>
            Show all variants
          </LinkButton>
        ) : null
      }
    />
  );
}
