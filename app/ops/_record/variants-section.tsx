import { sortAddress, sortWords, type VariantView, viewAddress } from "@/app/(portal)/_page/variant-view";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import { type Tab, Tabs } from "@/components/ui/tabs";
import { META } from "@/lib/lifecycle/meta";
import { type PlaceCounts, progressOf } from "@/lib/lifecycle/progress";
import { PLACES, type Turn } from "@/lib/lifecycle/states";
import type { Page } from "@/lib/paging/page-key";
import type { VariantFilter } from "@/lib/variants/filters";
import type { VariantRow } from "@/lib/variants/list-variants";
import type { OpsGiven } from "./read";
import { OpsVariantsTable } from "./variants-table";

export const VARIANTS_PER_PAGE = 50;

const LABELS: Readonly<Record<VariantFilter, string>> = {
  all: "All",
  ours: "Our turn",
  yours: "Customer's turn",
  late: "Late or at risk",
  flagged: "With a quality flag",
  production: "In Production",
  ready: "Ready for Review",
  validated: "Validated",
  hold: "On Hold",
  attention: "Needs attention",
  cancelled: "Cancelled",
};
const ALWAYS: readonly VariantFilter[] = ["all", "ours", "yours", "late", "validated"];
const WHEN_ANY: readonly VariantFilter[] = ["hold", "attention", "cancelled"];

/** The variants of a batch or an order with filters, sorting and pages, all of it in the address. */
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
  const sort = (by: Parameters<typeof sortAddress>[2]) => sortAddress(path, view, by);
  return (
    <Section
      id="variants"
      layout="wide"
      title="Variants"
      aside={<Tabs label="Which variants" tabs={tabs(view, known, path)} />}
    >
      {page.rows.length === 0 ? (
        <Nothing view={view} path={path} />
      ) : (
        <div>
          <OpsVariantsTable
            caption={`Variants, ${page.first} to ${page.first + page.rows.length - 1}`}
            variants={page.rows}
            batch={batch}
            sorts={{ sku: sort("sku"), product: sort("product"), turn: sort("turn"), since: sort("since") }}
            given={given}
          />
          <Pager
            first={page.first}
            rows={page.rows.length}
            total={view.place ? counts[view.place] : (known[view.filter] ?? null)}
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

type Known = Partial<Record<VariantFilter, number>>;

function filterCounts(counts: PlaceCounts, late: number): Known {
  const { buckets, all } = progressOf(counts);
  const onTurn = (turn: Turn) =>
    PLACES.reduce((sum, place) => sum + (META[place].turn === turn ? counts[place] : 0), 0);
  return { all, ours: onTurn("producer"), yours: onTurn("customer"), late, ...buckets };
}

function tabs(view: VariantView, known: Known, path: string): Tab[] {
  const { filter, place } = view;
  const shown = [...ALWAYS, ...WHEN_ANY.filter((name) => (known[name] ?? 0) > 0)];
  if (!shown.includes(filter)) shown.push(filter);
  const list = shown.map((name) => ({
    href: viewAddress(path, view, { filter: name, place: null }),
    label: LABELS[name],
    ...(known[name] === undefined ? {} : { count: known[name] }),
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
