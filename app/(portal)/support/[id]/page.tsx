import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AboutTicket } from "@/app/_tickets/about-ticket";
import { AnswerForm, SolveButton } from "@/app/_tickets/answer-form";
import { Conversation } from "@/app/_tickets/conversation";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { can } from "@/lib/access/permissions";
import { formatDay } from "@/lib/calendar/format";
import { findTicket } from "@/lib/support/find-ticket";
import { FEEDBACK_CODES, STATUS_LABELS } from "@/lib/support/ticket";
import { reading } from "../../_page/read";

type Props = { params: Promise<{ id: string }> };

/** Read once for the page and its title. */
const read = cache((id: string) =>
  reading(async ({ tx, ...rest }) => ({ ...rest, ticket: await findTicket(tx, rest.actor, id) })),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ticket } = await read((await params).id);
  return { title: ticket ? `${ticket.number}: ${ticket.subject}` : "Not found" };
}

export default async function TicketPage({ params }: Props) {
  const { ticket, actor, style } = await read((await params).id);
  if (!ticket) notFound();
  const { id, number, subject, status, code, about, alert, messages } = ticket;
  const mayAnswer = can(actor.role, "openTicket");
  const opened = `${number}, opened ${formatDay(ticket.openedAt, style)}`;
  return (
    <>
      <Crumbs crumbs={[{ label: "Support", href: "/support" }, { label: number }]} />
      <PageTitle
        title={subject}
        sub={`${STATUS_LABELS[status]}. ${opened}${code ? `. ${FEEDBACK_CODES[code]}` : ""}.`}
        actions={mayAnswer && status !== "solved" ? <SolveButton ticketId={id} /> : null}
      />
      <div className="two">
        <Section layout="stack" title="Conversation">
          <Conversation messages={messages} style={style} />
          {mayAnswer ? <AnswerForm ticketId={id} producer={false} solved={status === "solved"} /> : null}
        </Section>
        <Section layout="stack" title="What it is about">
          <AboutTicket
            about={about}
            alert={alert && { title: alert.title, href: alertsOf(about.batch?.id) }}
            base=""
          />
        </Section>
      </div>
    </>
  );
}

const alertsOf = (batchId: string | undefined) => (batchId ? `/alerts?batch=${batchId}` : "/alerts");
