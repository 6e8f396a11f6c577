import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CUSTOMER_ROLES } from "@/app/_people/choices";
import { Invitations } from "@/app/_people/invitations";
import { InviteForm } from "@/app/_people/invite-form";
import { Members } from "@/app/_people/members";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { EmptyState } from "@/components/ui/empty-state";
import { requireAdmin } from "@/lib/auth/current-actor";
import { listMembers } from "@/lib/people/list-people";
import { listOrganisations } from "@/lib/people/organisations";
import { readSettings } from "@/lib/people/read-settings";
import { OrganisationForm } from "../organisation-form";

export const metadata: Metadata = { title: "Organisation" };

export default async function OrganisationPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireAdmin();
  const { id } = await params;
  const now = new Date();
  const organisation = (await listOrganisations(actor)).find((each) => each.id === id);
  if (!organisation) notFound();
  const [{ zone }, { members, invitations }] = await Promise.all([
    readSettings(actor, now),
    listMembers(actor, id, now),
  ]);
  return (
    <>
      <Crumbs
        crumbs={[{ label: "Organisations", href: "/ops/admin/organisations" }, { label: organisation.name }]}
      />
      <PageTitle title={organisation.name} />
      <Section title="Settings">
        <OrganisationForm organisation={organisation} />
      </Section>
      <Section title="People" layout="wide">
        {members.length === 0 ? (
          <EmptyState title="Nobody belongs to it yet.">Invite its first admin below.</EmptyState>
        ) : (
          <Members members={members} organisationId={id} administrates />
        )}
      </Section>
      <Section title="Invite" note="They choose their own password. The link works for 14 days.">
        <InviteForm organisationId={id} roles={CUSTOMER_ROLES} />
      </Section>
      <Section title="Open invitations" layout="wide">
        <Invitations organisationId={id} invitations={invitations} zone={zone} now={now} />
      </Section>
    </>
  );
}
