import { SteadyRows } from "@/components/live/steady-items";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import type { KeptReport } from "@/lib/reports/kept-reports";
import { FORMAT_WORDS, REPORT_WORDS } from "@/lib/reports/report";
import { sizeWords } from "./kept-page";

const STATUS = { waiting: "waits", making: "is being made", failed: "could not be made" } as const;

/** Reports that were made in the background and are still kept, newest first. */
export function KeptList({ kept, home, style }: { kept: KeptReport[]; home: string; style: DateStyle }) {
  return (
    <DataTable
      caption="Kept reports"
      columns={[
        { label: "Report", width: 240 },
        { label: "Of" },
        { label: "Rows", num: true, width: 100 },
        { label: "Asked for", width: 130 },
        { label: "File", width: 160 },
        { label: "Kept until", width: 130, drop: true },
      ]}
    >
      <tbody>
        <SteadyRows>
          {kept.map((report) => (
            <tr key={report.id}>
              <td>
                <Link href={`${home}/${report.id}`}>
                  {REPORT_WORDS[report.type].title}, {FORMAT_WORDS[report.format]}
                </Link>
              </td>
              <td title={report.subject}>{report.subject}</td>
              <td data-l="Rows">{report.rows.toLocaleString("en-GB")}</td>
              <td data-l="Asked for">{formatDay(report.createdAt, style)}</td>
              <td data-l="File">
                {report.status === "ready" ? sizeWords(report.bytes ?? 0) : STATUS[report.status]}
              </td>
              <td data-l="Kept until">{formatDay(report.expiresAt, style)}</td>
            </tr>
          ))}
        </SteadyRows>
      </tbody>
    </DataTable>
  );
}
