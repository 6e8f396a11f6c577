"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { Saved } from "@/app/_form/saved";
import { useTyped } from "@/app/_form/use-typed";
import { Section } from "@/components/shell/section";
import { ErrorSummary } from "@/components/ui/error-summary";
import { type Choice, Select } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { ChoicesTable, type KindRow } from "./choices-table";
import { HoursFields } from "./hours-fields";
import { keepPreferences } from "./settings-actions";

const RHYTHMS: Choice[] = [
  { value: "daily", label: "Every day at 08:00" },
  { value: "weekly", label: "On Mondays at 08:00" },
  { value: "none", label: "No digest" },
];

/** How one wants to be told: kinds × channels, the digest, quiet hours and the zone they are meant in. */
export function PreferencesForm({
  groups,
  channels,
  digest,
  zone,
  zones,
  quiet,
  quietChoices,
}: {
  groups: readonly { title: string; rows: readonly KindRow[] }[];
  channels: readonly { id: string; label: string }[];
  digest: string;
  zone: string;
  zones: readonly Choice[];
  quiet: { choice: string; from: string; to: string };
  quietChoices: readonly Choice[];
}) {
  const [state, send] = useActionState(keepPreferences, null);
  const { typed, keep } = useTyped();
  const sent = state !== null && !state.done ? typed : null;
  return (
    <form action={send} onSubmit={keep}>
      <ErrorSummary faults={faultsOf(state)} />
      <Section
        title="What you are told"
        note="At once, or gathered in the digest. In the app everything stays listed until you read it."
      >
        <ChoicesTable groups={groups} channels={channels} typed={sent} />
      </Section>
      <Section
        title="When"
        note="Push and e-mail wait for the end of your quiet hours, which may last over midnight. Nothing is lost."
      >
        <div className="form">
          <Select
            name="digest"
            label="Digest by e-mail"
            choices={RHYTHMS}
            defaultValue={sent?.digest ?? digest}
            fault={faultAt(state, "digest")}
          />
          <HoursFields choices={quietChoices} value={sent ? fromTyped(sent) : quiet} state={state} />
          <Select
            name="zone"
            label="Your time zone"
            choices={zones}
            defaultValue={sent?.zone ?? zone}
            fault={faultAt(state, "zone")}
          />
          <div className="acts">
            <SubmitButton primary pending="Saving">
              Save
            </SubmitButton>
            <Saved answer={state}>Saved.</Saved>
          </div>
        </div>
      </Section>
    </form>
  );
}

const fromTyped = (typed: Readonly<Record<string, string>>) => ({
  choice: typed.quiet ?? "",
  from: typed.from ?? "",
  to: typed.to ?? "",
});
