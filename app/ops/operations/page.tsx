import type { Metadata } from "next";
import { SteadyRows } from "@/components/live/steady-items";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { count } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { asActor } from "@/lib/access/actor";
import { requireProducer } from "@/lib/auth/current-actor";
import { formatInstant } from "@/lib/calendar/format";
import { listOperations } from "@/lib/variants/list-operations";
import { rulesInForce } from "@/lib/variants/rules";
import { nameOf } from "./operation-name";

export const metadata: Metadata = { title: "Operations" };

export default async function OperationsPage() {
  const actor = await requireProducer();
  const { operations, zone } = await asActor(
    actor,
    async (tx) => {
      const [operations, rules] = await Promise.all([listOperations(tx, actor.userId), rulesInForce(tx)]);
      return { operations, zone: rules.calendar.zone };
    },
    { readOnly: true },
  );
  return (
    <>
      <PageTitle title="Operations" sub="What one command or import did, as one. The newest hundred." />
      <Section title="History" layout="stack">
        {operations.length === 0 ? (
          <EmptyState title="Nothing was done in bulk yet">
            Every event you send and every import stands here.
          </EmptyState>
        ) : (
          <DataTable
            caption="Operations, newest first"
            columns={[
              { label: "What" },
              { label: "By", width: 160 },
              { label: "Organisations", width: "24%" },
              { label: "Moved", width: 80, num: true },
              { label: "Refused", width: 80, num: true },
              { label: "When", width: 190 },
              { label: "Then", width: 110 },
            ]}
          >
            <tbody>
              <SteadyRows>
                {operations.map((operation) => (
                  <tr key={operation.id}>
                    <td>
                      <Link className="id" href={`/ops/operations/${operation.id}`}>
                        {nameOf(operation)}
                      </Link>
                    </td>
                    <td data-l="By">{operation.by ?? "system"}</td>
                    <td data-l="For" title={operation.organisations.join(", ")}>
                      {operation.organisations.join(", ")}
                    </td>
                    <td data-l="Moved">{count(operation.moved)}</td>
                    <td data-l="Refused" className={operation.refused === 0 ? "zero" : undefined}>
                      {count(operation.refused)}
                    </td>
                    <td data-l="When">{formatInstant(operation.at, { zone })}</td>
                    <td>{operation.undoneBy ? "taken back" : operation.finished ? "" : "running"}</td>
                  </tr>
                ))}
              </SteadyRows>
            </tbody>
          </DataTable>
        )}
      </Section>
    </>
  );
}
