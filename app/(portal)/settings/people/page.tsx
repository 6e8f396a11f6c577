import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CUSTOMER_ROLES } from "@/app/_people/choices";
import { Invitations } from "@/app/_people/invitations";
import { InviteForm } from "@/app/_people/invite-form";
import { Members } from "@/app/_people/members";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { currentPerson, requireCustomer } from "@/lib/auth/current-actor";
import { listMembers } from "@/lib/people/list-people";
import { readSettings } from "@/lib/people/read-settings";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const actor = await requireCustomer();
  if (actor.role !== "customer_admin") notFound();
  const { organisationId } = actor;
  const now = new Date();
  const [person, { zone }, { members, invitations }] = await Promise.all([
    currentPerson(),
    readSettings(actor, now),
    listMembers(actor, organisationId, now),
  ]);
  return (
    <>
      <Crumbs crumbs={[{ label: "Settings", href: "/settings" }, { label: "People" }]} />
      <PageTitle title="People" sub={person?.organisation?.name} />
      <Section title={`${members.length} ${members.length === 1 ? "person" : "people"}`} layout="wide">
        <Members members={members} organisationId={organisationId} />
      </Section>
      <Section title="Invite" note="They choose their own password. The link works for 14 days.">
        <InviteForm organisationId={organisationId} roles={CUSTOMER_ROLES} />
      </Section>
      <Section title="Open invitations" layout="wide">
        <Invitations organisationId={organisationId} invitations={invitations} zone={zone} now={now} />
      </Section>
    </>
  );
}
