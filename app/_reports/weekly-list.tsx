import { Act } from "@/app/_people/act";
import { DataTable } from "@/components/ui/data-table";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import type { WeeklyLine } from "@/lib/reports/weekly";
import { endWeeklyForm } from "./weekly-actions";

/** Who is sent a report every Monday, each with its end. */
export function WeeklyList({ lines, style }: { lines: readonly WeeklyLine[]; style: DateStyle }) {
  return (
    <DataTable
      caption="Reports sent every Monday"
      ids={false}
      roomy
      columns={[
        { label: "To", phone: "full" },
        { label: "Summary Report of" },
        { label: "Next", width: 200 },
        { label: "Actions", labelHidden: true, width: 110, num: true, phone: "full" },
      ]}
    >
      <tbody>
        {lines.map(({ subscriptionId, of, email, nextAt }) => (
          <tr key={subscriptionId}>
            <td title={email}>{email}</td>
            <td data-l="Of">{of ?? "Everything you ordered"}</td>
            <td data-l="Next">{nextAt ? formatDay(nextAt, style) : "asked, not confirmed yet"}</td>
            <td>
              <Act action={endWeeklyForm} hidden={{ subscriptionId }} label={`End the report to ${email}`}>
                End
              </Act>
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
