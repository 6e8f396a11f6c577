import { type Column, DataTable } from "@/components/ui/data-table";
import { Money } from "@/components/ui/money";
import type { MemberLine } from "@/lib/people/list-people";
import { ROLE_LABELS } from "@/lib/people/role-labels";
import { ChangeMember } from "./change-member";

const columns: Column[] = [
  { label: "Name", width: 200 },
  { label: "E-mail" },
  { label: "Role", width: 140 },
  { label: "Approval limit", width: 140, num: true },
  { label: "Change", width: 90, labelHidden: true, num: true },
];

/** The people of an organisation. */
export function Members({
  members,
  organisationId,
  administrates = false,
}: {
  members: MemberLine[];
  organisationId: string;
  /** Whoever looks may also switch accounts off. */
  administrates?: boolean;
}) {
  return (
    <DataTable caption="People" columns={columns} ids={false} roomy>
      <tbody>
        {members.map((member) => (
          <tr key={member.userId}>
            <td className="max-[760px]:h-auto max-[760px]:[grid-area:1/1]">
              <b>{member.name}</b>
              {member.disabled ? <span className="late"> switched off</span> : null}
            </td>
            <td className="max-[760px]:h-auto max-[760px]:[grid-area:2/1]" title={member.email}>
              {member.email}
            </td>
            <td className="max-[760px]:h-auto max-[760px]:[grid-area:3/1]">{ROLE_LABELS[member.role]}</td>
            <td
              className="max-[760px]:h-auto max-[760px]:[grid-area:4/1]"
              data-l={
                member.approvalLimit === null || member.role === "customer_admin" ? "" : "Approval limit"
              }
            >
              <LimitOf {...member} />
            </td>
            <td className="max-[760px]:h-auto max-[760px]:self-center max-[760px]:[grid-area:1/2/5/3]">
              <ChangeMember member={member} organisationId={organisationId} administrates={administrates} />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function LimitOf({ role, approvalLimit, approvalCurrency }: MemberLine) {
  if (role === "customer_admin") return <span className="quiet">decides all</span>;
  if (approvalLimit === null || approvalCurrency === null) return <span className="quiet">decides none</span>;
  return <Money minor={approvalLimit} currency={approvalCurrency} />;
}
