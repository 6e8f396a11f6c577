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
  { label: "Change", width: 90, labelHidden: true, num: true, phone: "end" },
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
            <td>
              <b>{member.name}</b>
              {member.disabled ? <span className="late"> switched off</span> : null}
            </td>
            <td title={member.email}>{member.email}</td>
            <td>{ROLE_LABELS[member.role]}</td>
            <td data-l="Approval limit">
              <LimitOf {...member} />
            </td>
            <td>
              <ChangeMember member={member} organisationId={organisationId} administrates={administrates} />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function LimitOf({ role, approvalLimit, approvalCurrency }: MemberLine) {
  if (role === "customer_admin") return <span className="quiet">no limit</span>;
  if (approvalLimit === null || approvalCurrency === null) return <span className="quiet">decides none</span>;
  return <Money minor={approvalLimit} currency={approvalCurrency} />;
}
