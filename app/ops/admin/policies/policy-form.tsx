"use client";
import { useState } from "react";
import { Section } from "@/components/shell/section";
import { DataTable } from "@/components/ui/data-table";
import { ErrorSummary } from "@/components/ui/error-summary";
import { META } from "@/lib/lifecycle/meta";
import type { Complexity } from "@/lib/lifecycle/policy";
import { DEPARTMENT_LABELS, STATES, type State } from "@/lib/lifecycle/states";
import type { BrandChoice } from "@/lib/rules/list-versions";
import { SaveBar } from "../_rules/save-bar";
import { useRules } from "../_rules/use-rules";
import { previewPolicyAction, savePolicyAction } from "./actions";
import { Exceptions } from "./exceptions";
import { LimitInputs } from "./limit-inputs";
import { kindOfLimit, type TypedLimit } from "./typed-limit";

export interface Exception {
  state: State;
  brandId: string | null;
  complexity: Complexity | null;
  limit: TypedLimit;
}

const LIMITED = STATES.filter((state) => kindOfLimit(state) !== "none");
const TURNS = { producer: "producer", customer: "customer", none: "" } as const;

/** Limits of the states and their exceptions, with what they would change before they are saved. */
export function PolicyForm({
  initial,
  version,
  brands,
}: {
  initial: { limits: Partial<Record<State, TypedLimit>>; overrides: Exception[] };
  version: number;
  brands: readonly BrandChoice[];
}) {
  const [policy, setPolicy] = useState(initial);
  const rules = useRules(policy, version, {
    preview: previewPolicyAction,
    save: (typed, basedOn) => savePolicyAction({ policy: typed, basedOn }),
  });
  return (
    <>
      <ErrorSummary faults={rules.faults} title="The limits were not saved." />
      <Section title="States" note="In business days.">
        <DataTable
          caption="Limits of the states"
          columns={[
            { label: "State" },
            { label: "Department", width: 150 },
            { label: "Whose turn", width: 120 },
            { label: "Allowed, low to high; or reminder", width: 250 },
          ]}
          roomy
        >
          <tbody>
            {LIMITED.map((state) => {
              const { label, turn, department } = META[state];
              return (
                <tr key={state}>
                  <td>{label}</td>
                  <td data-l="Department">{department ? DEPARTMENT_LABELS[department] : ""}</td>
                  <td data-l="Whose turn">{TURNS[turn]}</td>
                  <td data-l="Allowed">
                    <LimitInputs
                      id={`limits.${state}`}
                      name={label}
                      state={state}
                      limit={policy.limits[state] ?? {}}
                      onChange={(limit) =>
                        setPolicy({ ...policy, limits: { ...policy.limits, [state]: limit } })
                      }
                      fault={rules.faultAt(`limits.${state}`) !== null}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </DataTable>
      </Section>
      <Exceptions
        exceptions={policy.overrides}
        brands={brands}
        states={LIMITED}
        onChange={(overrides) => setPolicy({ ...policy, overrides })}
        faultAt={rules.faultAt}
      />
      <Section title="Apply" note="First see what it moves. Saved changes reach every open variant.">
        <div>
          <SaveBar rules={rules} />
        </div>
      </Section>
    </>
  );
}
