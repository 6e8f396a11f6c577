import type { Metadata } from "next";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { count } from "@/components/ui/figure";
import { type DateStyle, formatBusinessDuration, formatDay } from "@/lib/calendar/format";
import { type ApprovalRecord, approvalRecords } from "@/lib/insights/approvals";
import { opsReading } from "../../_record/read";
import { Views } from "../views";

export const metadata: Metadata = { title: "Approval times" };

export default async function ApprovalsPage() {
  const { records, style } = await opsReading(async ({ tx, calendar, now, style }) => ({
    records: await approvalRecords(tx, { calendar, now }),
    style,
  }));
  return (
    <>
      <PageTitle
        title="Approval times"
        sub="From a quote's sending to each decision on it, in business days, over the last 90 days."
      />
      <Views current="Approval times" />
      <Section title="By brand" note="Those that take longest first.">
        {records.length === 0 ? (
          <EmptyState title="No quote was decided yet">
            Times are measured from the first decision on.
          </EmptyState>
        ) : (
          <Records records={records} style={style} />
        )}
      </Section>
    </>
  );
}

const time = (days: number | null) => (days === null ? "–" : formatBusinessDuration(days));

function Records({ records, style }: { records: readonly ApprovalRecord[]; style: DateStyle }) {
  return (
    <DataTable
      caption="Approval times by brand"
      ids={false}
      columns={[
        { label: "Brand" },
        { label: "Organisation", drop: true },
        { label: "Decisions", width: 90, num: true },
        { label: "Median", width: 90, num: true },
        { label: "Slowest", width: 90, num: true },
        { label: "Lines accepted", width: 120, num: true },
        { label: "Lines waiting", width: 110, num: true },
        { label: "Since", width: 100 },
      ]}
    >
      <tbody>
        {records.map((record) => (
          <tr key={`${record.organisation} ${record.brand}`}>
            <td>
              <b>{record.brand}</b>
            </td>
            <td data-l="Organisation">{record.organisation}</td>
            <td data-l="Decisions">{count(record.decisions)}</td>
            <td data-l="Median">{time(record.median)}</td>
            <td data-l="Slowest">{time(record.slowest)}</td>
            <td data-l="Lines accepted">
              {record.lines === 0 ? "–" : `${record.accepted} of ${record.lines}`}
            </td>
            <td data-l="Lines waiting">{count(record.waiting)}</td>
            <td data-l="Since">{record.waitingSince ? formatDay(record.waitingSince, style) : "–"}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
