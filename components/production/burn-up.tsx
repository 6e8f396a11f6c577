import { classNames } from "@/components/ui/class-names";
import { DataTable } from "@/components/ui/data-table";
import { count } from "@/components/ui/figure";
import {
  type BurnUpGiven,
  type BurnUpPlot,
  type Frame,
  isWithin,
  type Label,
  LINE_HEIGHT,
  plotBurnUp,
  SMALL,
  WIDE,
} from "./burn-up-plot";
import { burnUpRows, burnUpSentence, type DayStyle, daysWords, dayWords } from "./burn-up-words";

/**
 * How far a set of variants came and will come: ordered, completed and validated against time, and from today the
 * days between which it is expected. As a picture for wide screens and one for phones, and as a table to read.
 */
export function BurnUp({ given, style }: { given: BurnUpGiven; style: DayStyle }) {
  const sentence = burnUpSentence(given, style);
  return (
    <figure className="chart-figure">
      <Picture given={given} frame={WIDE} style={style} sentence={sentence} />
      <Picture given={given} frame={SMALL} style={style} sentence={sentence} />
      {given.expected && given.ifApproved ? (
        <figcaption className="legend as-small">
          <svg className="chart swatch" width="22" height="12" aria-hidden="true">
            <path className="edge approved" d="M1 6H21" />
          </svg>
          {dayWords(given.ifApproved.to, style)} if approved
        </figcaption>
      ) : null}
      <AsTable given={given} style={style} />
    </figure>
  );
}

function Picture({
  given,
  frame,
  style,
  sentence,
}: {
  given: BurnUpGiven;
  frame: Frame;
  style: DayStyle;
  sentence: string;
}) {
  const plot = plotBurnUp(given, frame, style.locale);
  const { width, height, left, right, top, bottom } = frame;
  const floor = height - bottom;
  return (
    <svg
      className={classNames("chart burn-up", frame === WIDE ? "as-wide" : "as-small")}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={sentence}
    >
      {plot.counts.map(({ y, words }) => (
        <g key={words}>
          <path className="grid" d={`M${left} ${y}H${width - right}`} />
          <text className="quiet-t end-a" x={left - 8} y={y + 4}>
            {words}
          </text>
        </g>
      ))}
      {plot.dates.map(({ x, words }) => (
        <g key={x}>
          <path className="grid" d={`M${x} ${floor}v5`} />
          <text className="quiet-t mid-a" x={x} y={floor + 20}>
            {words}
          </text>
        </g>
      ))}
      <path className="under" d={plot.under} />
      {plot.cone ? <path className="cone" d={plot.cone.area} /> : null}
      {plot.approved ? <path className="edge approved" d={plot.approved} /> : null}
      {plot.cone ? (
        <>
          <path className="median" d={plot.cone.median} />
          <path className="edge" d={plot.cone.edge} />
        </>
      ) : null}
      <path className="today" d={`M${plot.today} ${top}V${floor}`} />
      <path className="line-total" d={plot.total} />
      <path className="line-validated" d={plot.validated} />
      <path className="line-produced" d={plot.produced} />
      <circle className="pt" cx={plot.at.x} cy={plot.at.produced} r="4.5" />
      <circle className="pt v" cx={plot.at.x} cy={plot.at.validated} r="4.5" />
      <Said {...plot.labels.produced} />
      {plot.labels.validated ? <Said {...plot.labels.validated} /> : null}
      <Ahead given={given} style={style} plot={plot} frame={frame} />
    </svg>
  );
}

function Said({ x, y, words, end }: Label) {
  return (
    <text className={classNames("here-t", end && "end-a")} x={x} y={y}>
      {words}
    </text>
  );
}

/** What is ordered, and the dates at the ends of the cone. */
function Ahead({
  given: { days, expected, ifApproved },
  style,
  plot,
  frame,
}: {
  given: BurnUpGiven;
  style: DayStyle;
  plot: BurnUpPlot;
  frame: Frame;
}) {
  const y = frame.top - 12;
  const { to, approved } = plot.ends;
  const words = expected && daysWords(expected, style);
  const room = to === null || to > frame.left + 200;
  return (
    <>
      {room ? (
        <text className="quiet-t" x={frame.left + 4} y={y}>
          {count(days.at(-1)!.total)} ordered
        </text>
      ) : null}
      {words && to !== null ? (
        <text className="here-t end-a" x={Math.max(to, frame.left + 90)} y={y}>
          {words}
        </text>
      ) : null}
      {ifApproved && approved ? (
        <Approved day={dayWords(ifApproved.to, style)} at={approved} frame={frame} alone={!expected} />
      ) : null}
    </>
  );
}

/**
 * Beside its line, in two lines where one would run off the paper; on a phone above it, where nothing else stands there.
 */
function Approved({
  day,
  at,
  frame,
  alone,
}: {
  day: string;
  at: { x: number; y: number };
  frame: Frame;
  alone: boolean;
}) {
  const words = `${day} if approved`;
  if (frame === WIDE) {
    const x = at.x + 6;
    const lines = isWithin(words, x, frame) ? [words] : [day, "if approved"];
    return (
      <text x={x} y={at.y + 4}>
        {lines.map((line, i) => (
          <tspan key={line} x={x} dy={i * LINE_HEIGHT}>
            {line}
          </tspan>
        ))}
      </text>
    );
  }
  return alone ? (
    <text className="here-t end-a" x={at.x} y={frame.top - 12}>
      {words}
    </text>
  ) : null;
}

function AsTable({ given: { days, expected, ifApproved }, style }: { given: BurnUpGiven; style: DayStyle }) {
  return (
    <details className="chart-table">
      <summary className="small">As a table</summary>
      <DataTable
        caption="Variants ordered, completed and validated by the end of each day"
        columns={[
          { label: "Day" },
          { label: "Ordered", num: true, width: 90 },
          { label: "Completed", num: true, width: 90 },
          { label: "Validated", num: true, width: 90 },
        ]}
      >
        <tbody>
          {burnUpRows(days).map(({ day, total, produced, validated }) => (
            <tr key={day}>
              <td>{dayWords(day, style)}</td>
              <td data-l="Ordered">{count(total)}</td>
              <td data-l="Completed">{count(produced)}</td>
              <td data-l="Validated">{count(validated)}</td>
            </tr>
          ))}
          {expected ? (
            <Coming words={`${daysWords(expected, style)}, expected`} reach={expected.reach} />
          ) : null}
          {ifApproved ? (
            <Coming
              words={`${daysWords(ifApproved, style)}, if quotes are approved`}
              reach={ifApproved.reach}
            />
          ) : null}
        </tbody>
      </DataTable>
    </details>
  );
}

function Coming({ words, reach }: { words: string; reach: number }) {
  return (
    <tr>
      <td>{words}</td>
      <td />
      <td data-l="Completed">{count(reach)}</td>
      <td />
    </tr>
  );
}
