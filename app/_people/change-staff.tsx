"use client";
import { Select } from "@/components/ui/inputs";
import type { StaffLine } from "@/lib/people/list-people";
import { saveStaff } from "./actions";
import { ChangeDialog } from "./change-dialog";
import { AccountActs } from "./change-member";
import { DEPARTMENT_CHOICES, PRODUCER_ROLES } from "./choices";

/** Role and department of one of the producer's people, and their account. */
export function ChangeStaff({ person }: { person: StaffLine }) {
  const { userId, name, role, department, disabled } = person;
  return (
    <ChangeDialog
      title={name}
      label={`Change ${name}`}
      action={saveStaff}
      hidden={{ userId }}
      fields={({ id, typed, fault }) => (
        <>
          <Select
            id={`${id}role`}
            name="role"
            label="Role"
            choices={PRODUCER_ROLES}
            defaultValue={typed.role ?? role}
            fault={fault("producerRole")}
          />
          <Select
            id={`${id}department`}
            name="department"
            label="Department"
            choices={DEPARTMENT_CHOICES}
            empty="None"
            defaultValue={typed.department ?? department ?? ""}
            fault={fault("department")}
          />
        </>
      )}
      more={<AccountActs userId={userId} name={name} disabled={disabled} />}
    />
  );
}
