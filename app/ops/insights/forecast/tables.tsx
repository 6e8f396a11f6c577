import { DataTable } from "@/components/ui/data-table";
import { count, percent } from "@/components/ui/figure";
import { formatInstant } from "@/lib/calendar/format";
import type { Score } from "@/lib/forecast/backtest";
import { type Scored, sumScores } from "@/lib/forecast/promise-score";
import type { ReplayedBatch } from "@/lib/insights/forecast-kept";
import { BatchCells } from "../batch-cells";
import { share } from "../promises/tables";

/** The product's estimator among the methods of a backtest. */
export const OWN = "framewatch";

const NAMES: Readonly<Record<string, string>> = {
  "always-zero": "Always now",
  mean: "Mean",
  "median-per-activity": "Median of the state",
  "kaplan-meier": "Median with those still open",
  [OWN]: "This forecast",
};

/** "85%", rounded down; a dash where a method says no such thing. */
export const rate = (part: number | null) => percent(part === null ? null : Math.floor(part * 100));

export function Methods({ methods }: { methods: readonly Score[] }) {
  return (
    <DataTable
      caption="How far off each way was"
      ids={false}
      columns={[
        { label: "Way" },
        { label: "Off by, days", width: 120, num: true },
        { label: "Even odds held", width: 140, num: true },
        { label: "85% held", width: 110, num: true },
        { label: "Mean 85%, days", width: 140, num: true },
      ]}
    >
      <tbody>
        {methods.map(({ method, mae, coverage50, coverage85, p85 }) => (
          <tr key={method}>
            <td>{NAMES[method] ?? method}</td>
            <td data-l="Off by, days">{mae.toFixed(2)}</td>
            <td data-l="Even odds held">{rate(coverage50)}</td>
            <td data-l="85% held">{rate(coverage85)}</td>
            <td data-l="Mean 85%, days">{p85 === null ? "–" : p85.toFixed(1)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

export function Replays({ rows }: { rows: readonly { name: string; scores: readonly Scored[] }[] }) {
  return (
    <DataTable
      caption="How the dates of batches would have held"
      ids={false}
      columns={[
        { label: "Rests on" },
        { label: "Batches", width: 90, num: true },
        { label: "First date held", width: 130, num: true },
        { label: "Dates said", width: 110, num: true },
        { label: "85% dates held", width: 130, num: true },
        { label: "Within the range", width: 130, num: true },
        { label: "Known ahead", width: 120, num: true },
      ]}
    >
      <tbody>
        {rows.map(({ name, scores }) => {
          const sum = sumScores(scores);
          return (
            <tr key={name}>
              <td>{name}</td>
              <td data-l="Batches">{count(sum.batches)}</td>
              <td data-l="First date held">{share(sum.firstHeld, sum.batches)}</td>
              <td data-l="Dates said">{count(sum.dates)}</td>
              <td data-l="85% dates held">{share(sum.held, sum.dates)}</td>
              <td data-l="Within the range">{share(sum.within, sum.dates)}</td>
              <td data-l="Known ahead">{sum.foundEarly === null ? "–" : `${sum.foundEarly} d`}</td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}

export function Lives({ batches, zone }: { batches: readonly ReplayedBatch[]; zone: string }) {
  const early = (scored: Scored | null) => (scored?.foundEarly == null ? "–" : `${scored.foundEarly} d`);
  return (
    <DataTable
      caption="Batches, those ready last first"
      columns={[
        { label: "Batch" },
        { label: "Organisation", width: "20%" },
        { label: "Ready", width: 210 },
        { label: "Dates said", width: 100, num: true },
        { label: "Held", width: 80, num: true },
        { label: "Known ahead", width: 120, num: true },
        { label: "By limits alone", width: 130, num: true },
      ]}
    >
      <tbody>
        {batches.map(({ batchId, name, organisation, readyAt, dates, limits, ...scored }) => (
          <tr key={`${batchId} ${readyAt.getTime()}`}>
            <BatchCells id={batchId} name={name} organisation={organisation} />
            <td data-l="Ready">{formatInstant(readyAt, { zone })}</td>
            <td data-l="Dates said">{count(dates.length)}</td>
            <td data-l="Held">{count(dates.filter(({ held }) => held).length)}</td>
            <td data-l="Known ahead">{early({ readyAt, dates, ...scored })}</td>
            <td data-l="By limits alone">{early(limits)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
