"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { Saved } from "@/app/_form/saved";
import { useTyped } from "@/app/_form/use-typed";
import { ErrorSummary } from "@/components/ui/error-summary";
import { type Choice, Select, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { sendInvitation } from "./actions";

/** Invites somebody to an organisation, or to the producer's staff. */
export function InviteForm({ organisationId, roles }: { organisationId: string; roles: readonly Choice[] }) {
  const [state, send] = useActionState(sendInvitation, null);
  const { typed, keep } = useTyped();
  const kept = state?.done ? {} : typed;
  return (
    <form action={send} onSubmit={keep} className="form">
      <ErrorSummary faults={faultsOf(state)} />
      <input type="hidden" name="organisationId" value={organisationId} />
      <div className="fields-2">
        <TextInput
          name="name"
          label="Name"
          autoComplete="off"
          defaultValue={kept.name}
          fault={faultAt(state, "name")}
          required
        />
        <TextInput
          name="email"
          label="E-mail"
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          defaultValue={kept.email}
          fault={faultAt(state, "email")}
          required
        />
      </div>
      <Select
        name="role"
        label="Role"
        choices={roles}
        empty="Choose a role"
        defaultValue={kept.role}
        fault={faultAt(state, "role")}
        required
      />
      <div className="acts">
        <SubmitButton pending="Inviting">Send the invitation</SubmitButton>
        <Saved answer={state}>{typed.email} is invited.</Saved>
      </div>
    </form>
  );
}
