import { classNames } from "@/components/ui/class-names";
import { formatBusinessDuration } from "@/lib/calendar/format";
import { cellScale, type Delay, rulerScale } from "./ruler-scale";

type Stay = {
  /** Business days spent. */
  spent: number;
  /** Allowed business days, from and to. */
  low: number;
  high: number;
  delay: Delay;
};

const markClass = (delay: Delay) =>
  classNames("mark-now", delay === "late" && "is-late", delay === "at_risk" && "is-risk");

/** Time in state against the allowed span, with ticks and figures. */
export function Ruler({ spent, low, high, delay }: Stay) {
  const { x, ticks, days } = rulerScale(spent, high);
  const span = low === high ? `${high}` : `${low} to ${high}`;
  const figures = [...new Set([0, low, high, days])].filter(
    (day, index, all) => index === 0 || x(day) - x(all[index - 1] ?? 0) > 12,
  );
  return (
    <svg
      className="ruler"
      viewBox="0 0 232 56"
      role="img"
      aria-label={`${formatBusinessDuration(spent)} of ${span} allowed business days`}
    >
      <path className="ax" d="M4 30H228" />
      <path className="ax" d={ticks.map((tick) => `M${tick.x} 30v${tick.whole ? 10 : 5}`).join("")} />
      <path className="allowed" d={`M${x(low)} 25H${x(high)}`} />
      <path className={markClass(delay)} d={`M${x(spent)} 8V40`} />
      {figures.map((day) => (
        <text key={day} x={Math.min(Math.max(x(day), 4), 225)} y="54">
          {day}
        </text>
      ))}
    </svg>
  );
}

/** The ruler in a cell, beside the time in words; so it is hidden from screen readers. */
export function RulerCell({ spent, low, high, delay }: Stay) {
  const at = cellScale(spent, low, high);
  return (
    <svg className="rl" width="56" height="12" viewBox="0 0 56 12" aria-hidden="true">
      <path className="ax" d="M2 8.5H54" />
      <path className="allowed" d={`M${at.low} 8.5H${at.high}`} />
      <path className={markClass(delay)} d={`M${at.now} 1v10`} />
    </svg>
  );
}

/** A time in state as figures, late in red and at risk in ochre, each with its word for those who hear it. */
export function TimeInState({ days, delay }: { days: number; delay: Delay }) {
  const words = formatBusinessDuration(days);
  if (delay === null) return words;
  return (
    <span className={delay === "late" ? "late" : "risk"}>
      {words}
      <span className="vh">, {delay === "late" ? "late" : "at risk"}</span>
    </span>
  );
}
