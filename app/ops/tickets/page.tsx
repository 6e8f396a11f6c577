import type { Metadata } from "next";
import { address, one, oneOf, type Query } from "@/app/(portal)/_page/address";
import { SteadyRows } from "@/components/live/steady-items";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Pager } from "@/components/ui/pager";
import { Tabs } from "@/components/ui/tabs";
import { isId } from "@/lib/access/ids";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import { countTickets, listTickets, TICKET_FILTERS, type TicketRow } from "@/lib/support/list-tickets";
import { FEEDBACK_CODES, PRODUCER_STATUS_LABELS } from "@/lib/support/ticket";
import { formatTime } from "@/lib/words/dates";
import { opsReading } from "../_record/read";

export const metadata: Metadata = { title: "Tickets" };

const SIZE = 50;
const LABELS = { ...PRODUCER_STATUS_LABELS, all: "All" };
const WHOSE = ["anybody", "me", "nobody"] as const;
const WHOSE_LABELS = { anybody: "Anybody's", me: "Mine", nobody: "Nobody's" };
const COLUMNS: Column[] = [
  { label: "Ticket", width: 80, tn: true },
  { label: "Organisation", width: "16%" },
  { label: "Subject" },
  { label: "State", width: 170 },
  { label: "Batch", width: "16%", drop: true },
  { label: "Order", width: 140, tn: true, drop: "late" },
  { label: "Assigned to", width: 130 },
  { label: "Latest", width: 130, tn: true },
];

export default async function TicketsPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const filter = oneOf(one(query, "show"), TICKET_FILTERS);
  const whose = oneOf(one(query, "whose"), WHOSE);
  const feedback = one(query, "kind") === "feedback";
  const batch = one(query, "batch");
  const { page, counts, style } = await opsReading(async ({ tx, actor, style }) => {
    const wanted = {
      assignee: whose === "me" ? actor.userId : whose === "nobody" ? "nobody" : undefined,
      feedback,
      batchId: isId(batch) ? batch : undefined,
    };
    const [page, counts] = await Promise.all([
      listTickets(tx, { ...wanted, filter, from: one(query, "from"), size: SIZE }),
      countTickets(tx, wanted),
    ]);
    return { page, counts, style };
  });
  const view = { whose: whose === "anybody" ? null : whose, kind: feedback ? "feedback" : null, batch };
  const show = filter === "open" ? null : filter;
  return (
    <>
      <PageTitle
        title="Tickets"
        sub="What customers ask and tell us. Open ones wait for our answer, the latest news first."
      />
      <Section
        layout="wide"
        title="Show"
        aside={
          <Tabs
            label="Which tickets"
            tabs={TICKET_FILTERS.map((name) => ({
              href: address("/ops/tickets", { ...view, show: name === "open" ? null : name }),
              label: LABELS[name],
              count: counts[name],
              current: name === filter,
            }))}
          />
        }
      >
        <Tabs
          label="Whose tickets"
          className="above-sections"
          tabs={WHOSE.map((name) => ({
            href: address("/ops/tickets", { ...view, show, whose: name === "anybody" ? null : name }),
            label: WHOSE_LABELS[name],
            current: name === whose,
          }))}
          end={
            <Link href={address("/ops/tickets", { ...view, show, kind: feedback ? null : "feedback" })}>
              {feedback ? "All kinds" : "Feedback only"}
            </Link>
          }
        />
        {page.rows.length === 0 ? (
          <EmptyState
            title="No ticket is in this view."
            actions={<LinkButton href="/ops/tickets?show=all">Show all tickets</LinkButton>}
          >
            Tickets come from alerts, batches, orders and variants, and carry what they are about.
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
              previous={page.previous && address("/ops/tickets", { ...view, show, from: page.previous })}
              next={page.next && address("/ops/tickets", { ...view, show, from: page.next })}
              note="The latest news first"
            />
          </div>
        )}
      </Section>
    </>
  );
}

function Row({ ticket, style }: { ticket: TicketRow; style: DateStyle }) {
  const { id, number, organisation, kind, code, subject, status, batch, order, assignee, updatedAt } = ticket;
  return (
    <tr>
      <td>
        <Link href={`/ops/tickets/${id}`}>{number}</Link>
      </td>
      <td data-l="Organisation" title={organisation}>
        {organisation}
      </td>
      <td title={subject}>
        {kind === "feedback" && code ? <span className="quiet">{FEEDBACK_CODES[code]}: </span> : null}
        {subject}
      </td>
      <td data-l="State" className={status === "open" ? "risk" : undefined}>
        {PRODUCER_STATUS_LABELS[status]}
      </td>
      <td data-l="Batch" title={batch?.name}>
        {batch?.name ?? "–"}
      </td>
      <td data-l="Order">{order?.number ?? "–"}</td>
      <td data-l="Assigned to">{assignee?.name ?? <span className="quiet">nobody</span>}</td>
      <td data-l="Latest">
        {formatDay(updatedAt, style)}, {formatTime(updatedAt, style.zone)}
      </td>
    </tr>
  );
}
