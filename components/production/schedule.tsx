import { classNames } from "@/components/ui/class-names";
import { DataTable } from "@/components/ui/data-table";
import { localDate } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import type { DateStyle } from "@/lib/calendar/format";
import type { Schedule as Given, ScheduleRow } from "@/lib/reports/schedule-rows";
import { capital, counted } from "@/lib/words/counts";
import {
  MOST_PRODUCTS,
  type PlottedRow,
  plotSchedule,
  type ScheduleFrame,
  SMALL,
  scheduleSpan,
  WIDE,
} from "./schedule-plot";
import { actualWords, afterWords, scheduleSentence, spanWords } from "./schedule-words";

interface Props {
  schedule: Given;
  calendar: Calendar;
  style: DateStyle;
}

/**
 * When the steps and the products of a set of variants were planned, went, and are planned to go on: as a picture for
 * wide screens and one for phones, and as a table to read.
 */
export function Schedule(props: Props) {
  const { schedule, style } = props;
  const more = schedule.products.length - MOST_PRODUCTS;
  return (
    <figure className="chart-figure">
      <Picture {...props} frame={WIDE} />
      <Picture {...props} frame={SMALL} />
      <figcaption className="legend">
        <Swatch className="bar-planned" words="Planned when ordered" />
        <Swatch className="bar-producer" words="As it went" />
        {schedule.steps.some(({ turn, actual }) => turn === "customer" && actual) ? (
          <Swatch className="bar-customer" words="Waiting for a decision" />
        ) : null}
        <Swatch className="bar-current" words="Planned now" />
        <span className="as-small">At the right: after plan</span>
        {more > 0 ? <span>{capital(counted(more, "more product"))} in the table</span> : null}
      </figcaption>
      <AsTable schedule={schedule} style={style} />
    </figure>
  );
}

function Swatch({ className, words }: { className: string; words: string }) {
  return (
    <span>
      <svg className="chart swatch" width="22" height="12" aria-hidden="true">
        <rect className={className} x="1" y="1" width="20" height="10" />
      </svg>
      {words}
    </span>
  );
}

function Picture({ schedule, calendar, style, frame }: Props & { frame: ScheduleFrame }) {
  const firstDay = localDate(calendar, scheduleSpan(schedule, style.now).from);
  const plot = plotSchedule(schedule, { now: style.now, firstDay, frame, locale: style.locale });
  return (
    <svg
      className={classNames("chart", frame === WIDE ? "as-wide" : "as-small")}
      viewBox={`0 0 ${frame.width} ${plot.height}`}
      role="img"
      aria-label={scheduleSentence(schedule, style)}
    >
      {plot.dates.map(({ x, words }, index) => (
        <g key={x}>
          <path className="grid" d={`M${x} 20V${plot.height}`} />
          <text className={classNames("quiet-t", index > 0 && "mid-a")} x={x} y="13">
            {words}
          </text>
        </g>
      ))}
      {frame === WIDE ? (
        <text className="quiet-t end-a" x={frame.width} y="13">
          After plan
        </text>
      ) : null}
      {plot.ruleY ? <path className="line-total" d={`M0 ${plot.ruleY}H${frame.width}`} /> : null}
      <path className="today" d={`M${plot.today} 20V${plot.height}`} />
      {plot.rows.map((plotted) => (
        <Row key={plotted.row.id} plotted={plotted} frame={frame} />
      ))}
    </svg>
  );
}

function Row({ plotted, frame }: { plotted: PlottedRow; frame: ScheduleFrame }) {
  const { row, y, planned, actual, current } = plotted;
  const after = afterWords(row);
  const at = y + frame.bar;
  return (
    <>
      <text x="0" y={y + frame.words}>
        {row.label}
      </text>
      {current ? (
        <rect className="bar-current" x={current.x} y={at} width={current.width} height="12" />
      ) : null}
      {actual ? (
        <rect className={actualClass(row)} x={actual.x} y={at + 3} width={actual.width} height="6" />
      ) : null}
      {planned ? (
        <rect className="bar-planned" x={planned.x} y={at} width={planned.width} height="12" />
      ) : null}
      {after ? (
        <text className="quiet-t end-a" x={frame.width} y={y + frame.words}>
          {after}
        </text>
      ) : null}
    </>
  );
}

function actualClass({ id, turn }: ScheduleRow): string {
  if (id === "error") return "bar-error";
  return turn === "customer" ? "bar-customer" : "bar-producer";
}

const MOST_ROWS = 50;

function AsTable({ schedule: { steps, products }, style }: { schedule: Given; style: DateStyle }) {
  return (
    <details className="chart-table">
      <summary className="small">As a table</summary>
      <DataTable
        caption="Planned and actual days of each step and product"
        columns={[
          { label: "Step or product" },
          { label: "Planned when ordered", width: 170, tn: true },
          { label: "As it went", width: 150, tn: true },
          { label: "Planned now", width: 150, tn: true },
          { label: "After plan", width: 100, num: true },
        ]}
      >
        <tbody>
          {[...steps, ...products].slice(0, MOST_ROWS).map((row) => (
            <tr key={row.id}>
              <td>{row.label}</td>
              <td data-l="Planned">{spanWords(row.planned, style)}</td>
              <td data-l="Went">{actualWords(row, style)}</td>
              <td data-l="Now">{spanWords(row.current, style)}</td>
              <td data-l="After plan">{afterWords(row)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </details>
  );
}
