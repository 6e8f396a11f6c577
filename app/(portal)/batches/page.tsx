import type { Metadata } from "next";
import { SteadyRows } from "@/components/live/steady-items";
import { BatchRow } from "@/components/production/batch-row";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { count } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { Pager } from "@/components/ui/pager";
import { Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/access/permissions";
import {
  BATCH_FILTERS,
  BATCH_SORTS,
  type BatchFilter,
  type BatchSort,
  countBatches,
  listBatches,
} from "@/lib/batches/list-batches";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import { progressOf } from "@/lib/lifecycle/progress";
import { searchText } from "@/lib/variants/search";
import { capital, counted, countWord } from "@/lib/words/counts";
import { address, one, oneOf, type Query } from "../_page/address";
import { type Reading, reading } from "../_page/read";
import { standing } from "../_page/standing";
import { batchFacts } from "../_parts/batch-facts";
import { NoteLines } from "../_parts/notes";
import { SearchField } from "../_parts/search-field";
import { PickBatches } from "./pick-batches";

export const metadata: Metadata = { title: "Batches" };

const SIZE = 20;
const FILTER_LABELS: Record<BatchFilter, string> = {
  all: "All",
  open: "Open",
  waiting: "Waiting for you",
  finished: "Finished",
};
const SORT_LABELS: Record<BatchSort, string> = {
  open: "open first",
  name: "name",
  complete: "most complete",
  newest: "newest",
};

interface View {
  search: string;
  filter: BatchFilter;
  sort: BatchSort;
  from: string | undefined;
}

function hrefOf(view: View, change: Partial<View>): string {
  const { search, filter, sort, from } = { ...view, from: undefined, ...change };
  return address("/batches", {
    q: search,
    show: filter === "all" ? null : filter,
    sort: sort === "open" ? null : sort,
    from,
  });
}

export default async function BatchesPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const view: View = {
    search: searchText(one(query, "q")),
    filter: oneOf(one(query, "show"), BATCH_FILTERS),
    sort: oneOf(one(query, "sort"), BATCH_SORTS),
    from: one(query, "from"),
  };
  const [{ counts: totals, alerts }, { page, counts, outlooks, ...given }] = await Promise.all([
    standing(),
    reading(async ({ tx, ...rest }) => ({ ...rest, ...(await load({ tx, ...rest }, view)) })),
  ]);
  return (
    <>
      <PageTitle
        title="Batches"
        sub={`${openWords(counts.open, counts.finished)} ${count(progressOf(totals).active)} active variants; complete counts validated ones.`}
        actions={
          can(given.actor.role, "placeOrder") ? (
            <LinkButton href="/orders/new">Order frames</LinkButton>
          ) : null
        }
      />
      <Section
        layout="wide"
        title="Show"
        aside={
          <Tabs
            label="Which batches"
            tabs={BATCH_FILTERS.map((filter) => ({
              href: hrefOf(view, { filter }),
              label: FILTER_LABELS[filter],
              count: counts[filter],
              current: view.filter === filter,
            }))}
          />
        }
      >
        <div className="list-tools">
          <SearchField
            path="/batches"
            label="Name of a batch"
            value={view.search}
            keep={{
              show: view.filter === "all" ? null : view.filter,
              sort: view.sort === "open" ? null : view.sort,
            }}
          />
          <Tabs
            label="Sorted by"
            tabs={BATCH_SORTS.map((sort) => ({
              href: hrefOf(view, { sort }),
              label: capital(SORT_LABELS[sort]),
              current: view.sort === sort,
            }))}
          />
        </div>
        {page.rows.length === 0 ? (
          <Nothing view={view} />
        ) : (
          <div>
            <PickBatches>
              <SteadyRows>
                {page.rows.map((batch) => {
                  const { row, notes } = batchFacts(batch, outlooks.get(batch.id), given.style);
                  const held = alerts.byBatch.get(batch.id) ?? 0;
                  return (
                    <BatchRow key={batch.id} pick={batch.id} {...row}>
                      <NoteLines notes={notes} />
                      {held > 0 ? (
                        <span>
                          <Link href={`/alerts?batch=${batch.id}`}>{capital(counted(held, "alert"))}</Link>
                        </span>
                      ) : null}
                    </BatchRow>
                  );
                })}
              </SteadyRows>
            </PickBatches>
            <Pager
              first={page.first}
              rows={page.rows.length}
              total={counts[view.filter]}
              size={SIZE}
              previous={page.previous && hrefOf(view, { from: page.previous })}
              next={page.next && hrefOf(view, { from: page.next })}
              note={`Sorted by ${SORT_LABELS[view.sort]}`}
            />
          </div>
        )}
      </Section>
    </>
  );
}

async function load({ tx, organisationId, rules, now }: Reading, { search, filter, sort, from }: View) {
  const [counts, [page, outlooks]] = await Promise.all([
    countBatches(tx, organisationId, search),
    listBatches(tx, organisationId, { search, filter, sort, size: SIZE, ...(from ? { from } : {}) }).then(
      async (found) => [found, await loadOutlooks(tx, organisationId, found.rows, { rules, now })] as const,
    ),
  ]);
  return { page, counts, outlooks };
}

function openWords(open: number, finished: number): string {
  return capital(`${countWord(open)} open, ${countWord(finished)} finished.`);
}

function Nothing({ view }: { view: View }) {
  const narrowed = view.search !== "" || view.filter !== "all";
  return narrowed ? (
    <EmptyState
      title={
        view.search
          ? `No batch of that name${view.filter === "all" ? "" : " in this view"}.`
          : "No batch in this view."
      }
      actions={<LinkButton href="/batches">Show all batches</LinkButton>}
    />
  ) : (
    <EmptyState title="Your batches will be here.">
      A batch is named in the order it comes with; its page shows how far every frame in it is.
    </EmptyState>
  );
}
