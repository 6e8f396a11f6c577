import type { Metadata } from "next";
import { SteadyRows } from "@/components/live/steady-items";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Pager } from "@/components/ui/pager";
import { Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/access/permissions";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import {
  countTickets,
  listTickets,
  TICKET_FILTERS,
  type TicketFilter,
  type TicketRow,
} from "@/lib/support/list-tickets";
import { FEEDBACK_CODES, STATUS_LABELS } from "@/lib/support/ticket";
import { capital, countWord } from "@/lib/words/counts";
import { address, one, oneOf, type Query } from "../_page/address";
import { reading } from "../_page/read";

export const metadata: Metadata = { title: "Support" };

const SIZE = 50;
const SHOWS = ["all", ...TICKET_FILTERS.filter((filter) => filter !== "all")] as const;
const LABELS: Record<TicketFilter, string> = { ...STATUS_LABELS, all: "All" };
const COLUMNS: Column[] = [
  { label: "Ticket", width: 90, tn: true },
  { label: "Subject" },
  { label: "State", width: 140 },
  { label: "Batch", width: "22%" },
  { label: "Order", width: 150, tn: true },
  { label: "Opened by", width: 150, drop: true },
  { label: "Latest", width: 110, tn: true },
];

export default async function SupportPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const filter = oneOf(one(query, "show"), SHOWS);
  const { page, counts, actor, style } = await reading(async ({ tx, organisationId, ...rest }) => {
    const [page, counts] = await Promise.all([
      listTickets(tx, { organisationId, filter, from: one(query, "from"), size: SIZE }),
      countTickets(tx, { organisationId }),
    ]);
    return { ...rest, page, counts };
  });
  const mayOpen = can(actor.role, "openTicket");
  const show = filter === "all" ? null : filter;
  return (
    <>
      <PageTitle
        title="Support"
        sub={summary(counts.waiting, counts.open)}
        actions={
          mayOpen ? (
            <LinkButton primary href="/support/new">
              Write to support
            </LinkButton>
          ) : null
        }
      />
      <Section
        layout="wide"
        title="Show"
        aside={
          <Tabs
            label="Which tickets"
            tabs={SHOWS.map((name) => ({
              href: address("/support", { show: name === "all" ? null : name }),
              label: LABELS[name],
              count: counts[name],
              current: name === filter,
            }))}
          />
        }
      >
        {page.rows.length === 0 ? (
          <EmptyState
            title={filter === "all" ? "You have not written to us yet." : "No ticket is in this view."}
            actions={filter === "all" ? null : <LinkButton href="/support">Show all tickets</LinkButton>}
          >
            Questions, answers and feedback will be here. From an alert, a batch, an order or a variant a
            ticket says by itself what it is about.
          </EmptyState>
        ) : (
          <div>
            <DataTable caption="Tickets, the latest news first" columns={COLUMNS}>
              <tbody>
                <SteadyRows>
                  {page.rows.map((ticket) => (
                    <Row key={ticket.id} ticket={ticket} style={style} />
                  ))}
                </SteadyRows>
              </tbody>
            </DataTable>
            <Pager
              first={page.first}
              rows={page.rows.length}
              total={counts[filter]}
              size={SIZE}
              previous={page.previous && address("/support", { show, from: page.previous })}
              next={page.next && address("/support", { show, from: page.next })}
              note="The latest news first"
            />
          </div>
        )}
      </Section>
    </>
  );
}

function summary(waiting: number, open: number): string {
  const yours =
    waiting === 0
      ? "No ticket waits for you"
      : `${capital(countWord(waiting))} ${waiting === 1 ? "ticket waits" : "tickets wait"} for your answer`;
  return open === 0 ? `${yours}.` : `${yours}; we are on ${countWord(open)}.`;
}

function Row({ ticket, style }: { ticket: TicketRow; style: DateStyle }) {
  const { id, number, kind, code, subject, status, batch, order, openedBy, updatedAt } = ticket;
  return (
    <tr>
      <td>
        <Link href={`/support/${id}`}>{number}</Link>
      </td>
      <td title={subject}>
        {kind === "feedback" && code ? <span className="quiet">{FEEDBACK_CODES[code]}: </span> : null}
        {subject}
      </td>
      <td data-l="State" className={status === "waiting" ? "risk" : undefined}>
        {STATUS_LABELS[status]}
      </td>
      <td data-l="Batch" title={batch?.name}>
        {batch ? <Link href={`/batches/${batch.id}`}>{batch.name}</Link> : "–"}
      </td>
      <td data-l="Order">{order ? <Link href={`/orders/${order.id}`}>{order.number}</Link> : "–"}</td>
      <td data-l="Opened by">{openedBy ?? "Framewatch"}</td>
      <td data-l="Latest">{formatDay(updatedAt, style)}</td>
    </tr>
  );
}
