import type { Metadata } from "next";
import { SteadyRows } from "@/components/live/steady-items";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { formatInstant } from "@/lib/calendar/format";
import { META } from "@/lib/lifecycle/meta";
import { listOpenCancellations, type OpenCancellation } from "@/lib/variants/list-cancellations";
import { opsReading } from "../_record/read";
import { AnswerCancellation } from "./answer-cancellation";

export const metadata: Metadata = { title: "Cancellations" };

export default async function CancellationsPage() {
  const { requests, zone } = await opsReading(async ({ tx, calendar }) => ({
    requests: await listOpenCancellations(tx),
    zone: calendar.zone,
  }));
  return (
    <>
      <PageTitle
        title="Cancellations"
        sub="Customers ask for these once modelling has begun. A request lapses when its variant is completed."
      />
      <Section title="Waiting for an answer" layout="stack">
        {requests.length === 0 ? (
          <EmptyState title="No request waits for an answer">
            Before modelling begins customers cancel by themselves.
          </EmptyState>
        ) : (
          <DataTable
            caption="Requests for cancellation, oldest first"
            columns={[
              { label: "Variant", width: 150 },
              { label: "State", width: 160 },
              { label: "Why" },
              { label: "Asked", width: 200 },
              { label: "Answer", width: 230 },
            ]}
          >
            <tbody>
              <SteadyRows>
                {requests.map((request) => (
                  <Row key={request.id} request={request} zone={zone} />
                ))}
              </SteadyRows>
            </tbody>
          </DataTable>
        )}
      </Section>
    </>
  );
}

function Row({ request, zone }: { request: OpenCancellation; zone: string }) {
  const { id, variantId, sku, place, batch, organisation, reason, requestedAt, requestedBy } = request;
  return (
    <tr>
      <td>
        <Link className="id" href={`/ops/variants/${variantId}`}>
          {sku}
        </Link>
        <small className="quiet">
          {batch}, {organisation}
        </small>
      </td>
      <td data-l="State">{META[place].label}</td>
      <td data-l="Why">{reason}</td>
      <td data-l="Asked">
        {formatInstant(requestedAt, { zone })}
        <small className="quiet">{requestedBy ?? "Somebody who has left"}</small>
      </td>
      <td>
        <AnswerCancellation requestId={id} sku={sku} />
      </td>
    </tr>
  );
}
