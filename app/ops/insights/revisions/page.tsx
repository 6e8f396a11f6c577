import type { Metadata } from "next";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { count } from "@/components/ui/figure";
import {
  type RevisionCode,
  type RevisionRecord,
  requestsOf,
  revisionMemory,
} from "@/lib/insights/revision-memory";
import { REVISION_CODES } from "@/lib/lifecycle/needs";
import { opsReading } from "../../_record/read";
import { Views } from "../views";

export const metadata: Metadata = { title: "Revisions" };

const CODES = Object.entries(REVISION_CODES) as [RevisionCode, string][];

export default async function RevisionsPage() {
  const { brands, products, modellers } = await opsReading(({ tx }) => revisionMemory(tx));
  const reviewed = brands.reduce((sum, record) => sum + record.reviewed, 0);
  const passed = brands.reduce((sum, record) => sum + record.passed, 0);
  return (
    <>
      <PageTitle
        title={
          reviewed === 0
            ? "Nothing was reviewed yet."
            : `${percent(passed, reviewed)} pass their first review.`
        }
        sub={`First-pass yield: validated at the first decision, ${count(passed)} of ${count(reviewed)} reviewed variants. What was taken back does not count.`}
      />
      <Views current="Revisions" />
      <Records title="By brand" name="Brand" records={brands} />
      <Records title="By product" name="Product" records={products} />
      <Records
        title="By modeller"
        name="Modeller"
        note="Whoever froze what was then reviewed."
        records={modellers}
      />
    </>
  );
}

/** Rounded down, so that 100% means all. */
const percent = (part: number, whole: number) => (whole === 0 ? "–" : `${Math.floor((part / whole) * 100)}%`);

function Records({
  title,
  name,
  note,
  records,
}: {
  title: string;
  name: string;
  note?: string;
  records: readonly RevisionRecord[];
}) {
  return (
    <Section title={title} note={note}>
      {records.length === 0 ? (
        <EmptyState title="Reviews will be counted here." />
      ) : (
        <DataTable
          caption={title}
          ids={false}
          columns={[
            { label: name },
            { label: "Reviewed", width: 76, num: true },
            { label: "First pass", width: 80, num: true },
            { label: "Requests", width: 76, num: true },
            ...CODES.map(([, label]) => ({
              label,
              width: 88,
              num: true,
              drop: true,
              phone: "gone" as const,
            })),
          ]}
        >
          <tbody>
            {records.map((record) => (
              <tr key={record.name}>
                <td title={record.name}>
                  <b>{record.name}</b>
                </td>
                <td data-l="Reviewed">{count(record.reviewed)}</td>
                <td data-l="First pass">{percent(record.passed, record.reviewed)}</td>
                <td data-l="Requests">{count(requestsOf(record))}</td>
                {CODES.map(([code]) => (
                  <td key={code}>{record.requests[code] ?? <span className="zero">0</span>}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </Section>
  );
}
