"use client";
import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { DemoAccount } from "@/lib/people/demo-accounts";
import { ROLE_LABELS, ROLE_MAY } from "@/lib/people/role-labels";

const password = "framewatch-demo";
const columns: Column[] = [
  { label: "Name", width: 140 },
  { label: "Role", width: 140, quiet: true },
  { label: "E-mail", width: 200 },
  { label: "May", quiet: true, phone: "gone" },
  { label: "Use", width: 72, labelHidden: true, num: true },
];

function fill(email: string): void {
  const set = (id: string, value: string) => {
    const input = document.getElementById(id) as HTMLInputElement | null;
    if (input) input.value = value;
  };
  set("email", email);
  set("password", password);
  document.getElementById("password")?.focus();
}

/** Who can be tried in a demo; Use puts an account into the form. */
export function DemoAccounts({ accounts }: { accounts: DemoAccount[] }) {
  return (
    <>
      <p>
        This is a demonstration with made-up data. Every account has the password{" "}
        <code className="text-(--ink)">{password}</code>
      </p>
      <DataTable caption="Demo accounts" columns={columns} ids={false} roomy>
        <tbody>
          {accounts.map(({ email, name, role, organisation }) => (
            <tr key={email}>
              <td className="max-[760px]:h-auto max-[760px]:[grid-area:1/1]">
                <b>{name}</b>
              </td>
              <td className="max-[760px]:h-auto max-[760px]:[grid-area:3/1]">{ROLE_LABELS[role]}</td>
              <td className="max-[760px]:h-auto max-[760px]:[grid-area:2/1]">{email}</td>
              <td title={ROLE_MAY[role]}>
                {organisation ? `${organisation}: ${ROLE_MAY[role]}` : ROLE_MAY[role]}
              </td>
              <td className="max-[760px]:h-auto max-[760px]:self-center max-[760px]:[grid-area:1/2/4/3]">
                <Button small onClick={() => fill(email)} aria-label={`Use ${name}`}>
                  Use
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </>
  );
}
