import type { ReactNode } from "react";
import { sortAddress, sortWords, type VariantView, viewAddress } from "@/app/(portal)/_page/variant-view";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import { type Tab, Tabs } from "@/components/ui/tabs";
import { META } from "@/lib/lifecycle/meta";
import type { Page } from "@/lib/paging/page-key";
import type { VariantFilter } from "@/lib/variants/filters";
import type { VariantRow } from "@/lib/variants/list-variants";

export const VARIANTS_PER_PAGE = 50;

/** How many each filter shows, as far as it is known. */
export type FilterCounts = Partial<Record<VariantFilter, number>>;

export type VariantSorts = Record<"sku" | "product" | "turn" | "since", ReturnType<typeof sortAddress>>;

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
const WHEN_ANY: readonly VariantFilter[] = ["hold", "attention", "cancelled"];

/** A list of variants with filters, sorting and pages, all of it in the address; `table` draws the rows for its reader. */
export function VariantsFrame({
  title = "Variants",
  page,
  view,
  counts,
  total,
  path,
  always,
  labels = {},
  actions,
  table,
}: {
  title?: string;
  page: Page<VariantRow>;
  view: VariantView;
  counts: FilterCounts;
  /** How many the list holds over all its pages; null where it is not known. */
  total: number | null;
  path: string;
  /** Filters that are offered also where they show nothing. */
  always: readonly VariantFilter[];
  /** What a filter is called for this reader, where it is not what the customer calls it. */
  labels?: FilterLabels;
  /** What can be done with the list as it is. */
  actions?: ReactNode;
  table: (given: { caption: string; sorts: VariantSorts }) => ReactNode;
}) {
  const sort = (by: Parameters<typeof sortAddress>[2]) => sortAddress(path, view, by);
  return (
    <Section
      id="variants"
      layout="wide"
      title={title}
      aside={<Tabs label="Which variants" tabs={tabs({ view, counts, path, always, labels })} />}
    >
      {page.rows.length === 0 ? (
        <Nothing view={view} path={path} />
      ) : (
        <div>
          {table({
            caption: `${title}, ${page.first} to ${page.first + page.rows.length - 1}`,
            sorts: { sku: sort("sku"), product: sort("product"), turn: sort("turn"), since: sort("since") },
          })}
          <Pager
            first={page.first}
            rows={page.rows.length}
            total={total}
            size={VARIANTS_PER_PAGE}
            previous={page.previous && viewAddress(path, view, { from: page.previous })}
            next={page.next && viewAddress(path, view, { from: page.next })}
            note={sortWords(view)}
          />
          {actions ? <div className="acts no-print">{actions}</div> : null}
        </div>
      )}
    </Section>
  );
}

type FilterLabels = Partial<Record<VariantFilter, string>>;

function tabs({
  view,
  counts,
  path,
  always,
  labels,
}: {
  view: VariantView;
  counts: FilterCounts;
  path: string;
  always: readonly VariantFilter[];
  labels: FilterLabels;
}): Tab[] {
  const { filter, place } = view;
  const shown = [...always, ...WHEN_ANY.filter((name) => (counts[name] ?? 0) > 0)];
  if (!shown.includes(filter)) shown.push(filter);
  const list = shown.map((name) => ({
    href: viewAddress(path, view, { filter: name, place: null }),
    label: labels[name] ?? LABELS[name],
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
