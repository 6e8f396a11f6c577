import type { Metadata } from "next";
import { PageTitle } from "@/components/shell/page-title";
import { requireAdmin } from "@/lib/auth/current-actor";
import { STATES } from "@/lib/lifecycle/states";
import { calendarPage, policyPage } from "@/lib/rules/list-versions";
import { Versions } from "../_rules/versions";
import { PolicyForm } from "./policy-form";
import { typedLimit } from "./typed-limit";

export const metadata: Metadata = { title: "Limits" };

/** How many business days each state may take, and who gets other limits. */
export default async function PoliciesPage() {
  const actor = await requireAdmin();
  const [{ inForce, version, history, applying, brands }, { inForce: calendar }] = await Promise.all([
    policyPage(actor),
    calendarPage(actor),
  ]);
  const initial = {
    limits: Object.fromEntries(STATES.map((state) => [state, typedLimit(inForce.limits[state])])),
    overrides: inForce.overrides.map((override) => ({ ...override, limit: typedLimit(override.limit) })),
  };
  return (
    <>
      <PageTitle
        title="Limits"
        sub="Past the high a variant is late, past four fifths of it at risk. On the customer's turn there is only a reminder."
      />
      <PolicyForm initial={initial} version={version} brands={brands} />
      <Versions history={history} applying={applying} style={{ zone: calendar.zone, now: new Date() }} />
    </>
  );
}
