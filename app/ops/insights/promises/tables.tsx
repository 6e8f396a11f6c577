import { DataTable } from "@/components/ui/data-table";
import { count, percent } from "@/components/ui/figure";
import type { Calendar } from "@/lib/calendar/calendar";
import { formatInstant } from "@/lib/calendar/format";
import { HORIZONS } from "@/lib/forecast/promise-score";
import type { KeptByBrand, PromisesKept } from "@/lib/insights/promises-kept";
import type { BatchScore } from "@/lib/promises/score-batches";
import { BatchCells } from "../batch-cells";

/** "85%", or a dash where there is nothing to count. */
export function share(part: number, whole: number): string {
  return percent(whole === 0 ? null : Math.floor((part * 100) / whole));
}

const months = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

export function ByBrand({ rows }: { rows: readonly KeptByBrand[] }) {
  return (
    <DataTable
      caption="Dates kept, by brand and month"
      ids={false}
      columns={[
        { label: "Month", width: 150 },
        { label: "Brand" },
        { label: "Batches", width: 90, num: true },
        { label: "First date held", width: 130, num: true },
        { label: "Dates shown", width: 110, num: true },
        { label: "85% dates held", width: 130, num: true },
        { label: "Within the range", width: 130, num: true },
      ]}
    >
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.month} ${row.brand}`}>
            <td>{months.format(new Date(`${row.month}-15T00:00:00Z`))}</td>
            <td data-l="Brand">{row.brand}</td>
            <td data-l="Batches">{count(row.batches)}</td>
            <td data-l="First date held">{share(row.firstHeld, row.batches)}</td>
            <td data-l="Dates shown">{count(row.dates)}</td>
            <td data-l="85% dates held">{share(row.held, row.dates)}</td>
            <td data-l="Within the range">{share(row.within, row.dates)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

export function Calibration({ rows }: { rows: PromisesKept["calibration"] }) {
  return (
    <DataTable
      caption="How many of the 85% dates held, by how far ahead they were said"
      ids={false}
      columns={[
        { label: "Said ahead" },
        { label: "Dates", width: 110, num: true },
        { label: "Held", width: 110, num: true },
        { label: "Share", width: 110, num: true },
        { label: "Should be", width: 110, num: true },
      ]}
    >
      <tbody>
        {rows.map(({ upTo, dates, held }, index) => (
          <tr key={upTo}>
            <td>{aheadWords(index)}</td>
            <td data-l="Dates">{count(dates)}</td>
            <td data-l="Held">{count(held)}</td>
            <td data-l="Share">{share(held, dates)}</td>
            <td data-l="Should be">85%</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** "3 to 5 working days". */
function aheadWords(index: number): string {
  const upTo = HORIZONS[index] ?? Number.POSITIVE_INFINITY;
  const from = (HORIZONS[index - 1] ?? -1) + 1;
  if (upTo === Number.POSITIVE_INFINITY) return `${from} working days or more`;
  return `${from} to ${upTo} working days`;
}

export function Batches({ batches, calendar }: { batches: readonly BatchScore[]; calendar: Calendar }) {
  return (
    <DataTable
      caption="Batches, those ready last first"
      columns={[
        { label: "Batch" },
        { label: "Organisation", width: "20%" },
        { label: "Ready", width: 210 },
        { label: "First date", width: 100 },
        { label: "Dates shown", width: 110, num: true },
        { label: "Held", width: 80, num: true },
        { label: "Known ahead", width: 120, num: true },
      ]}
    >
      <tbody>
        {batches.map(({ batch, organisation, readyAt, dates, foundEarly }) => (
          <tr key={`${batch.id} ${readyAt.getTime()}`}>
            <BatchCells id={batch.id} name={batch.name} organisation={organisation} />
            <td data-l="Ready">{formatInstant(readyAt, calendar)}</td>
            <td data-l="First date">{dates[0]?.held ? "held" : "missed"}</td>
            <td data-l="Dates shown">{count(dates.length)}</td>
            <td data-l="Held">{count(dates.filter(({ held }) => held).length)}</td>
            <td data-l="Known ahead">{foundEarly === null ? "–" : `${foundEarly} d`}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
