import type { Metadata } from "next";
import { SteadyRows } from "@/components/live/steady-items";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { requireAdmin } from "@/lib/auth/current-actor";
import { env } from "@/lib/env";
import { listMails, type MailLine } from "@/lib/notifications/mailbox";
import { readSettings } from "@/lib/people/read-settings";

export const metadata: Metadata = { title: "Mailbox" };

const columns: Column[] = [
  { label: "Subject" },
  { label: "To", width: 240, phone: "full" },
  { label: "Asked for", width: 220, quiet: true, phone: "full" },
  { label: "State", width: 220 },
];

export default async function MailboxPage({ searchParams }: { searchParams: Promise<{ before?: string }> }) {
  const actor = await requireAdmin();
  const { before } = await searchParams;
  const now = new Date();
  const [{ zone }, { mails, next }] = await Promise.all([
    readSettings(actor, now),
    listMails(actor, { before }),
  ]);
  const sends = env().SMTP_URL !== undefined;
  return (
    <>
      <PageTitle
        title="Mailbox"
        sub={
          sends
            ? "Mails are sent through your mail server; this is what left and what waits."
            : "SMTP_URL is not set, so no mail leaves. Hand links over yourself."
        }
      />
      <Section title="Mails" layout="wide">
        {mails.length === 0 ? (
          <EmptyState title="No mail yet.">
            Invitations and links to choose a new password stand here.
          </EmptyState>
        ) : (
          <DataTable caption="Mails, the newest first" columns={columns} roomy>
            <tbody>
              <SteadyRows>
                {mails.map((mail) => (
                  <tr key={mail.id}>
                    <td>
                      <Link href={`/ops/admin/mailbox/${mail.id}`}>{mail.subject}</Link>
                    </td>
                    <td title={mail.recipient}>{mail.recipient}</td>
                    <td>
                      <RelativeTime at={mail.createdAt} now={now} zone={zone} />
                    </td>
                    <td title={mail.failure ?? undefined}>{stateOf(mail)}</td>
                  </tr>
                ))}
              </SteadyRows>
            </tbody>
          </DataTable>
        )}
        {next ? (
          <p className="mt-4">
            <LinkButton href={`/ops/admin/mailbox?before=${next}`}>Older mails</LinkButton>
          </p>
        ) : null}
      </Section>
    </>
  );
}

function stateOf({ sentAt, failure, attempts }: MailLine): string {
  if (sentAt) return failure ? "not sent" : "left the house";
  return failure ? `failed ${attempts} times` : "waits";
}
