import type { Metadata } from "next";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { requireAdmin } from "@/lib/auth/current-actor";
import { listOrganisations } from "@/lib/people/organisations";
import { OrganisationForm } from "./organisation-form";

export const metadata: Metadata = { title: "Organisations" };

const columns: Column[] = [
  { label: "Name" },
  { label: "People", width: 90, num: true },
  { label: "After acceptance", width: 190 },
  { label: "Its people read", width: 150 },
];

export default async function OrganisationsPage() {
  const organisations = await listOrganisations(await requireAdmin());
  return (
    <>
      <PageTitle title="Organisations" />
      <Section title={`${organisations.length} in all`} layout="wide">
        {organisations.length === 0 ? (
          <EmptyState title="No organisation yet.">
            Whoever orders frames stands here. Add the first one below.
          </EmptyState>
        ) : (
          <DataTable caption="Organisations" columns={columns} roomy>
            <tbody>
              {organisations.map(({ id, name, people, startOnAcceptance, showNames }) => (
                <tr key={id}>
                  <td>
                    <Link href={`/ops/admin/organisations/${id}`}>{name}</Link>
                  </td>
                  <td data-l="People">{people}</td>
                  <td data-l="After acceptance">{startOnAcceptance ? "starts at once" : "waits for us"}</td>
                  <td data-l="Reads">{showNames ? "names" : "departments"}</td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        )}
      </Section>
      <Section title="Add one" note="Then invite its first admin.">
        <OrganisationForm />
      </Section>
    </>
  );
}
