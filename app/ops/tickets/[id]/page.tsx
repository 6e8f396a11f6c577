import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AboutTicket } from "@/app/_tickets/about-ticket";
import { AnswerForm, SolveButton } from "@/app/_tickets/answer-form";
import { Conversation } from "@/app/_tickets/conversation";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import { formatDay } from "@/lib/calendar/format";
import { findTicket } from "@/lib/support/find-ticket";
import { FEEDBACK_CODES, PRODUCER_STATUS_LABELS } from "@/lib/support/ticket";
import { listStaff } from "@/lib/variants/assign";
import { opsReading } from "../../_record/read";
import { AssignForm } from "./assign-form";

type Props = { params: Promise<{ id: string }> };

/** Read once for the page and its title. */
const read = cache((id: string) =>
  opsReading(async ({ tx, ...given }) => ({ given, ticket: await findTicket(tx, given.actor, id) })),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ticket } = await read((await params).id);
  return { title: ticket ? `${ticket.number}: ${ticket.subject}` : "Not found" };
}

export default async function OpsTicketPage({ params }: Props) {
  const { ticket, given } = await read((await params).id);
  if (!ticket) notFound();
  const { id, number, subject, status, code, organisation, about, alert, assignee, messages } = ticket;
  const staff = await listStaff(given.actor);
  const opened = `opened ${formatDay(ticket.openedAt, given.style)}`;
  return (
    <>
      <Crumbs crumbs={[{ label: "Tickets", href: "/ops/tickets" }, { label: number }]} />
      <PageTitle
        title={subject}
        sub={`${PRODUCER_STATUS_LABELS[status]}. ${number} of ${organisation.name}, ${opened}${code ? `. ${FEEDBACK_CODES[code]}` : ""}.`}
        actions={status === "solved" ? null : <SolveButton ticketId={id} />}
      />
      <div className="two">
        <Section layout="stack" title="Conversation">
          <Conversation messages={messages} style={given.style} />
          <AnswerForm ticketId={id} producer solved={status === "solved"} />
        </Section>
        <div>
          <Section layout="stack" title="What it is about">
            <AboutTicket
              about={about}
              alert={alert && { title: alert.title, href: `/ops/batches/${about.batch?.id}` }}
              base="/ops"
            />
            {about.batch ? (
              <p className="small">
                <Link href={`/ops/tickets?show=all&batch=${about.batch.id}`}>All tickets of this batch</Link>
              </p>
            ) : null}
          </Section>
          <Section layout="stack" title="Assigned to">
            <AssignForm
              ticketId={id}
              assigneeId={assignee?.id ?? ""}
              staff={staff.map(({ id: value, name }) => ({ value, label: name }))}
            />
          </Section>
        </div>
      </div>
    </>
  );
}
