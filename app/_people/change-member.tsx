"use client";
import { Select, TextInput } from "@/components/ui/inputs";
import type { MemberLine } from "@/lib/people/list-people";
import { Act } from "./act";
import { saveMember, switchAccount, takeOut, takeSecondFactor } from "./actions";
import { ChangeDialog } from "./change-dialog";
import { CUSTOMER_ROLES } from "./choices";
import { amountText } from "./money-text";

/** Role and approval limit of a member, and the way out; an administrator can also switch the account off. */
export function ChangeMember({
  member,
  organisationId,
  administrates,
}: {
  member: MemberLine;
  organisationId: string;
  administrates: boolean;
}) {
  const { userId, name, role, approvalLimit, approvalCurrency, disabled } = member;
  const key = { organisationId, userId };
  const limit = approvalLimit === null ? "" : amountText(approvalLimit, approvalCurrency ?? "EUR");
  return (
    <ChangeDialog
      title={name}
      label={`Change ${name}`}
      action={saveMember}
      hidden={key}
      fields={({ id, typed, fault }) => (
        <>
          <Select
            id={`${id}role`}
            name="role"
            label="Role"
            choices={CUSTOMER_ROLES}
            defaultValue={typed.role ?? role}
            fault={fault("role")}
          />
          <div className="fields-2">
            <TextInput
              id={`${id}approvalLimit`}
              name="approvalLimit"
              label="Approval limit"
              hint="Highest sum they may decide alone."
              inputMode="decimal"
              defaultValue={typed.approvalLimit ?? limit}
              fault={fault("approvalLimit")}
              optional
            />
            <TextInput
              id={`${id}approvalCurrency`}
              name="approvalCurrency"
              label="Currency"
              hint="Three letters, such as EUR."
              maxLength={3}
              defaultValue={typed.approvalCurrency ?? approvalCurrency ?? "EUR"}
              fault={fault("approvalCurrency")}
            />
          </div>
        </>
      )}
      more={
        <>
          <Act action={takeOut} hidden={key} label={`Take ${name} out of the organisation`}>
            Take out of the organisation
          </Act>
          {administrates ? <AccountActs userId={userId} name={name} disabled={disabled} /> : null}
        </>
      }
    />
  );
}

/** What an administrator can do to any account. */
export function AccountActs({ userId, name, disabled }: { userId: string; name: string; disabled: boolean }) {
  return (
    <>
      <Act
        action={switchAccount}
        hidden={{ userId, off: disabled ? "0" : "1" }}
        label={disabled ? `Switch the account of ${name} on` : `Switch the account of ${name} off`}
      >
        {disabled ? "Switch the account on" : "Switch the account off"}
      </Act>
      <Act action={takeSecondFactor} hidden={{ userId }} label={`Reset two-step sign-in of ${name}`}>
        Reset two-step sign-in
      </Act>
    </>
  );
}
