import type { Metadata } from "next";
import { ChangeStaff } from "@/app/_people/change-staff";
import { PRODUCER_ROLES } from "@/app/_people/choices";
import { Invitations } from "@/app/_people/invitations";
import { InviteForm } from "@/app/_people/invite-form";
import { TokenList } from "@/app/ops/settings/token-list";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { listEveryApiToken } from "@/lib/auth/api-tokens";
import { requireAdmin } from "@/lib/auth/current-actor";
import { DEPARTMENT_LABELS, type Department } from "@/lib/lifecycle/states";
import { listStaff } from "@/lib/people/list-people";
import { listOrganisations } from "@/lib/people/organisations";
import { readSettings } from "@/lib/people/read-settings";
import { ROLE_LABELS } from "@/lib/people/role-labels";
import { PRODUCER } from "@/lib/people/scope";

export const metadata: Metadata = { title: "People" };

const staffColumns: Column[] = [
  { label: "Name", width: 200 },
  { label: "E-mail" },
  { label: "Role", width: 150 },
  { label: "Department", width: 150, quiet: true },
  { label: "Change", width: 90, labelHidden: true, num: true },
];

const organisationColumns: Column[] = [{ label: "Organisation" }, { label: "People", width: 90, num: true }];

export default async function OpsPeoplePage() {
  const actor = await requireAdmin();
  const now = new Date();
  const [{ zone }, { staff, invitations }, organisations, tokens] = await Promise.all([
    readSettings(actor, now),
    listStaff(actor, now),
    listOrganisations(actor),
    listEveryApiToken(actor),
  ]);
  return (
    <>
      <PageTitle title="People" />
      <Section title="Production team" layout="wide">
        <DataTable caption="Production team" columns={staffColumns} ids={false} roomy>
          <tbody>
            {staff.map((person) => (
              <tr key={person.userId}>
                <td className="max-[760px]:h-auto max-[760px]:[grid-area:1/1]">
                  <b>{person.name}</b>
                  {person.disabled ? <span className="late"> switched off</span> : null}
                </td>
                <td className="max-[760px]:h-auto max-[760px]:[grid-area:2/1]" title={person.email}>
                  {person.email}
                </td>
                <td className="max-[760px]:h-auto max-[760px]:[grid-area:3/1]">{ROLE_LABELS[person.role]}</td>
                <td className="max-[760px]:h-auto max-[760px]:[grid-area:4/1]">
                  {person.department ? DEPARTMENT_LABELS[person.department as Department] : ""}
                </td>
                <td className="max-[760px]:h-auto max-[760px]:self-center max-[760px]:[grid-area:1/2/5/3]">
                  <ChangeStaff person={person} />
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      </Section>
      <Section
        title="Invite"
        note="To the production team. They choose their own password and a second factor."
      >
        <InviteForm organisationId={PRODUCER} roles={PRODUCER_ROLES} />
      </Section>
      <Section title="Open invitations" layout="wide">
        <Invitations organisationId={PRODUCER} invitations={invitations} zone={zone} now={now} />
      </Section>
      <Section
        id="api-tokens"
        title="API tokens"
        note="Of everybody here. Each acts for its owner; it is made, and shown once, in their settings."
      >
        {tokens.length > 0 ? (
          <TokenList tokens={tokens} zone={zone} now={now} />
        ) : (
          <p className="small quiet">No program has a token.</p>
        )}
      </Section>
      <Section title="Customers" note="By organisation.">
        <DataTable caption="People of customers, by organisation" columns={organisationColumns}>
          <tbody>
            {organisations.map(({ id, name, people }) => (
              <tr key={id}>
                <td>
                  <Link href={`/ops/admin/organisations/${id}`}>{name}</Link>
                </td>
                <td data-l="People">{people}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      </Section>
    </>
  );
}
