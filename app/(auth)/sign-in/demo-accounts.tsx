"use client";
import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { DemoAccount } from "@/lib/people/demo-accounts";
import { ROLE_LABELS, ROLE_MAY } from "@/lib/people/role-labels";

const password = "framewatch-demo";
const columns: Column[] = [
  { label: "Name", width: 140 },
  { label: "Role", width: 140, quiet: true },
  { label: "E-mail", width: 200, phone: "full" },
  { label: "May", quiet: true, phone: "gone" },
  { label: "Use", width: 72, labelHidden: true, num: true, phone: "end" },
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
        This is a demonstration with made-up data. Every account has the password <code>{password}</code>
      </p>
      <DataTable caption="Demo accounts" columns={columns} ids={false} roomy>
        <tbody>
          {accounts.map(({ email, name, role, organisation }) => (
            <tr key={email}>
              <td>
                <b>{name}</b>
              </td>
              <td>{ROLE_LABELS[role]}</td>
              <td>{email}</td>
              <td title={ROLE_MAY[role]}>
                {organisation ? `${organisation}: ${ROLE_MAY[role]}` : ROLE_MAY[role]}
              </td>
              <td>
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
