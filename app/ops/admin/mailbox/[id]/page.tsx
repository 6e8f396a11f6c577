import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { answer } from "@/lib/access/errors";
import { requireAdmin } from "@/lib/auth/current-actor";
import { readMail } from "@/lib/notifications/mailbox";
import { RevealLink } from "../reveal-link";

export const metadata: Metadata = { title: "Mail" };

export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireAdmin();
  const { id } = await params;
  const read = await answer(() => readMail(actor, id));
  if (!read.ok) notFound();
  const { subject, recipient, text, hasLink, failure } = read.value;
  return (
    <>
      <Crumbs crumbs={[{ label: "Mailbox", href: "/ops/admin/mailbox" }, { label: subject }]} />
      <PageTitle title={subject} sub={`To ${recipient}`} />
      {failure ? (
        <p role="status" className="late small">
          {failure}
        </p>
      ) : null}
      <Section
        title="What it says"
        note={hasLink ? "The link is made when the mail leaves, and kept nowhere." : undefined}
      >
        <div>
          <p className="max-w-[60ch] whitespace-pre-line">{text}</p>
          {hasLink ? <RevealLink mailId={id} /> : null}
        </div>
      </Section>
    </>
  );
}
