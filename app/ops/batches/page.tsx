import type { Metadata } from "next";
import { address, one, type Query } from "@/app/(portal)/_page/address";
import { SearchField } from "@/app/(portal)/_parts/search-field";
import { SteadyRows } from "@/components/live/steady-items";
import { SegmentedBar } from "@/components/production/segmented-bar";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { count, percent } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { Pager } from "@/components/ui/pager";
import { listAllBatches, type ProducerBatch } from "@/lib/batches/list-all-batches";
import { progressOf } from "@/lib/lifecycle/progress";
import { listCustomers } from "@/lib/orders/list-customers";
import { searchText } from "@/lib/variants/search";
import { capital, counted } from "@/lib/words/counts";
import { formatIsoDay } from "@/lib/words/dates";
import { opsReading } from "../_record/read";
import { CreateForm } from "./create-form";

export const metadata: Metadata = { title: "Batches" };

const SIZE = 50;

export default async function OpsBatchesPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const search = searchText(one(query, "q"));
  const from = one(query, "from");
  const { page, given } = await opsReading(async ({ tx, ...given }) => ({
    given,
    page: await listAllBatches(tx, { search, from, size: SIZE, now: given.now }),
  }));
  const customers = await listCustomers(given.actor);
  const { rows, total, first, previous, next } = page;
  const hrefOf = (key: string) => address("/ops/batches", { q: search, from: key });
  return (
    <>
      <PageTitle
        title="Batches"
        sub={`${capital(counted(total, "batch", "batches"))}${search ? ` with “${search}” in the name` : ""}. Open ones first, then the newest.`}
        actions={<LinkButton href="#create">Create a batch</LinkButton>}
      />
      <Section
        layout="wide"
        title="All organisations"
        aside={<SearchField path="/ops/batches" label="Batch or organisation" value={search} />}
      >
        {rows.length === 0 ? (
          <EmptyState
            title={search ? "No batch of that name." : "There are no batches yet."}
            actions={search ? <LinkButton href="/ops/batches">Show all batches</LinkButton> : null}
          >
            {search ? null : "A batch comes with an order, or is created below."}
          </EmptyState>
        ) : (
          <div>
            <Batches rows={rows} now={given.now} />
            <Pager
              first={first}
              rows={rows.length}
              total={total}
              size={SIZE}
              previous={previous && hrefOf(previous)}
              next={next && hrefOf(next)}
            />
          </div>
        )}
      </Section>
      <Section
        id="create"
        title="Create a batch"
        note="It begins empty. Variants come into it from the console: select them and assign them to the batch."
      >
        <CreateForm organisations={customers.map(({ id, name }) => ({ value: id, label: name }))} />
      </Section>
    </>
  );
}

function Batches({ rows, now }: { rows: ProducerBatch[]; now: Date }) {
  return (
    <DataTable
      caption="Batches"
      columns={[
        { label: "Batch" },
        { label: "Organisation", width: "18%", phone: "full" },
        { label: "Progress", width: "28%", phone: "full" },
        { label: "Complete", width: 90, num: true },
        { label: "Variants", width: 90, num: true },
        { label: "Late", width: 70, num: true },
        { label: "Requested for", width: 130, tn: true },
      ]}
    >
      <tbody>
        <SteadyRows>
          {rows.map(({ id, name, organisation, counts, late, requestedOn }) => {
            const { buckets, complete, active } = progressOf(counts);
            return (
              <tr key={id}>
                <td title={name}>
                  <Link href={`/ops/batches/${id}`}>{name}</Link>
                </td>
                <td title={organisation}>{organisation}</td>
                <td>{active > 0 ? <SegmentedBar buckets={buckets} size="thin" /> : null}</td>
                <td data-l="Complete">{percent(complete)}</td>
                <td data-l="Variants">{count(active)}</td>
                <td data-l="Late">
                  {late > 0 ? <span className="late">{count(late)}</span> : <span className="zero">0</span>}
                </td>
                <td data-l="Requested for">{requestedOn ? formatIsoDay(requestedOn, { now }) : "–"}</td>
              </tr>
            );
          })}
        </SteadyRows>
      </tbody>
    </DataTable>
  );
}
