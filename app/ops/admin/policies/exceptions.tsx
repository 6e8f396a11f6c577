"use client";
import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { META } from "@/lib/lifecycle/meta";
import { COMPLEXITIES, type Complexity } from "@/lib/lifecycle/policy";
import type { State } from "@/lib/lifecycle/states";
import type { BrandChoice } from "@/lib/rules/list-versions";
import { LimitInputs } from "./limit-inputs";
import type { Exception } from "./policy-form";

/** Other limits for a brand, a complexity, or a brand's variants of one complexity. */
export function Exceptions({
  exceptions,
  brands,
  states,
  onChange,
  faultAt,
}: {
  exceptions: readonly Exception[];
  brands: readonly BrandChoice[];
  states: readonly State[];
  onChange: (exceptions: Exception[]) => void;
  faultAt: (id: string) => string | null;
}) {
  const change = (at: number, part: Partial<Exception>) =>
    onChange(exceptions.map((exception, index) => (index === at ? { ...exception, ...part } : exception)));
  return (
    <Section
      title="Exceptions"
      note="The narrowest holds: brand and complexity, then brand, then complexity, then the state's own limit."
    >
      <div>
        {exceptions.length === 0 ? <p className="small quiet">No exceptions.</p> : null}
        <ul className="exceptions">
          {exceptions.map((exception, index) => {
            const fault = faultAt(`overrides.${index}`);
            const name = `Exception ${index + 1}`;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: an exception is known by its place while it is typed
              <li key={index}>
                <select
                  id={`overrides.${index}`}
                  className="inp"
                  aria-label={`${name}, state`}
                  value={exception.state}
                  onChange={(event) => change(index, { state: event.target.value as State, limit: {} })}
                >
                  {states.map((state) => (
                    <option key={state} value={state}>
                      {META[state].label}
                    </option>
                  ))}
                </select>
                <select
                  className="inp"
                  aria-label={`${name}, brand`}
                  value={exception.brandId ?? ""}
                  onChange={(event) => change(index, { brandId: event.target.value || null })}
                >
                  <option value="">Any brand</option>
                  {brands.map((brand) => (
                    <option key={brand.id} value={brand.id}>
                      {brand.name} ({brand.organisation})
                    </option>
                  ))}
                </select>
                <select
                  className="inp"
                  aria-label={`${name}, complexity`}
                  value={exception.complexity ?? ""}
                  onChange={(event) =>
                    change(index, { complexity: (event.target.value || null) as Complexity | null })
                  }
                >
                  <option value="">Any complexity</option>
                  {COMPLEXITIES.map((complexity) => (
                    <option key={complexity} value={complexity}>
                      {complexity}
                    </option>
                  ))}
                </select>
                <LimitInputs
                  id={`overrides.${index}.limit`}
                  name={name}
                  state={exception.state}
                  limit={exception.limit}
                  onChange={(limit) => change(index, { limit })}
                  fault={fault !== null}
                />
                <Button
                  small
                  plain
                  aria-label={`Remove ${name.toLowerCase()}`}
                  onClick={() => onChange(exceptions.filter((_, other) => other !== index))}
                >
                  Remove
                </Button>
                {fault ? <p className="fault">{fault}</p> : null}
              </li>
            );
          })}
        </ul>
        <div className="acts">
          <Button
            onClick={() =>
              onChange([
                ...exceptions,
                { state: "working_3d_assets", brandId: null, complexity: null, limit: {} },
              ])
            }
          >
            Add an exception
          </Button>
        </div>
      </div>
    </Section>
  );
}
