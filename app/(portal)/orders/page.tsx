import type { Metadata } from "next";
import { SteadyRows } from "@/components/live/steady-items";
import { SegmentedBar } from "@/components/production/segmented-bar";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { count, percent } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { Pager } from "@/components/ui/pager";
import { Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/access/permissions";
import { formatDay } from "@/lib/calendar/format";
import { progressOf } from "@/lib/lifecycle/progress";
import { listOrders, ORDER_FILTERS, type OrderFilter, type OrderRow } from "@/lib/orders/list-orders";
import { searchText } from "@/lib/variants/search";
import { capital, countWord } from "@/lib/words/counts";
import { formatIsoDay } from "@/lib/words/dates";
import { address, one, oneOf, type Query } from "../_page/address";
import { type Reading, reading } from "../_page/read";
import { standing } from "../_page/standing";
import { SearchField } from "../_parts/search-field";

export const metadata: Metadata = { title: "Orders" };

const SIZE = 50;
const LABELS: Record<OrderFilter, string> = {
  all: "All",
  open: "Open",
  closed: "Closed",
  cancelled: "Cancelled",
};
const COLUMNS: Column[] = [
  { label: "Order", width: 150, tn: true },
  { label: "Placed", width: 110, tn: true },
  { label: "By", width: 150, drop: true },
  { label: "Requested for", width: 120, tn: true },
  { label: "Variants", width: 90, num: true },
  { label: "Complete", width: 90, num: true },
  { label: "Awaiting review", width: 128, num: true },
  { label: "On hold", width: 84, num: true },
  { label: "Progress", phone: "full" },
];

export default async function OrdersPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const search = searchText(one(query, "q"));
  const filter = oneOf(one(query, "show"), ORDER_FILTERS);
  const from = one(query, "from");
  const show = filter === "all" ? null : filter;
  const [{ orders: counts }, { page, ...given }] = await Promise.all([
    standing(),
    reading(async ({ tx, organisationId, ...rest }) => ({
      ...rest,
      organisationId,
      page: await listOrders(tx, organisationId, { search, filter, size: SIZE, ...(from ? { from } : {}) }),
    })),
  ]);
  const mayOrder = can(given.actor.role, "placeOrder");
  return (
    <>
      <PageTitle
        title="Orders"
        sub={capital(
          `${countWord(counts.open)} open, ${countWord(counts.closed)} closed${counts.cancelled > 0 ? `, ${countWord(counts.cancelled)} cancelled` : ""}.`,
        )}
        actions={
          mayOrder ? (
            <LinkButton primary href="/orders/new">
              Order frames
            </LinkButton>
          ) : null
        }
      />
      <Section
        layout="wide"
        title="Show"
        aside={
          <Tabs
            label="Which orders"
            tabs={ORDER_FILTERS.filter((name) => name !== "cancelled" || counts.cancelled > 0).map(
              (name) => ({
                href: address("/orders", { q: search, show: name === "all" ? null : name }),
                label: LABELS[name],
                count: counts[name],
                current: name === filter,
              }),
            )}
          />
        }
      >
        <SearchField path="/orders" label="Number of an order" value={search} keep={{ show }} />
        {page.rows.length === 0 ? (
          <Nothing narrowed={search !== "" || filter !== "all"} />
        ) : (
          <div>
            <DataTable caption="Orders, newest first" columns={COLUMNS}>
              <tbody>
                <SteadyRows>
                  {page.rows.map((order) => (
                    <Row key={order.id} order={order} given={given} />
                  ))}
                </SteadyRows>
              </tbody>
            </DataTable>
            <Pager
              first={page.first}
              rows={page.rows.length}
              total={search ? null : counts[filter]}
              size={SIZE}
              previous={page.previous && address("/orders", { q: search, show, from: page.previous })}
              next={page.next && address("/orders", { q: search, show, from: page.next })}
              note="Newest first"
            />
          </div>
        )}
      </Section>
    </>
  );
}

function Row({ order, given: { style } }: { order: OrderRow; given: Omit<Reading, "tx"> }) {
  const { active, buckets, complete } = progressOf(order.counts);
  return (
    <tr>
      <td>
        <Link href={`/orders/${order.id}`}>{order.number}</Link>
      </td>
      <td data-l="Placed">{formatDay(order.placedAt, style)}</td>
      <td data-l="By">{order.placedBy ?? "Framewatch"}</td>
      <td data-l="Requested for">{order.requestedOn ? formatIsoDay(order.requestedOn, style) : "–"}</td>
      <td data-l="Variants">
        {count(active)}
        {buckets.cancelled > 0 ? (
          <span className="quiet">
            {" "}
            + {buckets.cancelled}
            <span className="vh"> cancelled</span>
          </span>
        ) : null}
      </td>
      <td data-l="Complete">{percent(complete)}</td>
      <td data-l="Awaiting review">
        {buckets.ready === 0 ? <span className="zero">0</span> : count(buckets.ready)}
      </td>
      <td data-l="On hold">{buckets.hold === 0 ? <span className="zero">0</span> : count(buckets.hold)}</td>
      <td>
        <SegmentedBar buckets={buckets} size="thin" />
      </td>
    </tr>
  );
}

function Nothing({ narrowed }: { narrowed: boolean }) {
  return narrowed ? (
    <EmptyState
      title="No order is in this view."
      actions={<LinkButton href="/orders">Show all orders</LinkButton>}
    />
  ) : (
    <EmptyState title="Your orders will be here.">
      Each with the date you asked for, and how far its frames are.
    </EmptyState>
  );
}
