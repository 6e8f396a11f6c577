import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InvitationLine } from "@/lib/people/list-people";
import { ROLE_LABELS } from "@/lib/people/role-labels";
import { Act } from "./act";
import { sendAgain, takeBack } from "./actions";

const columns: Column[] = [
  { label: "Name", width: 180 },
  { label: "E-mail", phone: "full" },
  { label: "Role", width: 140, quiet: true },
  { label: "Ends", width: 220, quiet: true, phone: "full" },
  { label: "Actions", width: 210, labelHidden: true, num: true, phone: "full" },
];

/** Who is invited and has not come yet. */
export function Invitations({
  organisationId,
  invitations,
  zone,
  now,
}: {
  organisationId: string;
  invitations: InvitationLine[];
  zone: string;
  now: Date;
}) {
  if (invitations.length === 0)
    return (
      <EmptyState title="Nobody is waiting.">Invitations that were not accepted yet stand here.</EmptyState>
    );
  return (
    <DataTable caption="Open invitations" columns={columns} ids={false} roomy>
      <tbody>
        {invitations.map(({ invitationId, email, name, role, expiresAt }) => (
          <tr key={invitationId}>
            <td className="max-[760px]:h-auto">
              <b>{name}</b>
            </td>
            <td className="max-[760px]:h-auto" title={email}>
              {email}
            </td>
            <td className="max-[760px]:h-auto">{ROLE_LABELS[role]}</td>
            <td className="max-[760px]:h-auto" data-l="Ends">
              <RelativeTime at={expiresAt} now={now} zone={zone} />
            </td>
            <td>
              <span className="acts justify-end max-[760px]:justify-start">
                <Act
                  action={sendAgain}
                  hidden={{ organisationId, invitationId }}
                  label={`Send ${name} the invitation again`}
                >
                  Send again
                </Act>
                <Act
                  action={takeBack}
                  hidden={{ organisationId, invitationId }}
                  label={`Take the invitation of ${name} back`}
                >
                  Take back
                </Act>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
