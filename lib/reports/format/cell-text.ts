import { calendarDay, checkedInstant } from "./calendar-day";
import { type Column, UnwritableValue } from "./columns";
import { plainAmount } from "./money";

/**
 * A value as text, as a CSV and a page hold it: days `2026-03-29`, times `2026-03-29 14:05` on the wall of the report's
 * zone, percents `45%`, numbers with a point and no grouping; money is the amount alone. Empty where there is none.
 * @throws UnwritableValue for a value that does not fit the column's kind
 */
export function cellText<Row>(column: Column<Row>, row: Row, wall: (instant: number) => number): string {
  const { header } = column;
  switch (column.kind) {
    case "text":
      return column.value(row) ?? "";
    case "integer":
    case "decimal":
      return figure(column.value(row), header);
    case "percent": {
      const percent = figure(column.value(row), header);
      return percent === "" ? "" : `${percent}%`;
    }
    case "date": {
      const value = column.value(row);
      return value === null ? "" : new Date(calendarDay(value, wall, header)).toISOString().slice(0, 10);
    }
    case "datetime": {
      const value = column.value(row);
      if (value === null) return "";
      return new Date(wall(checkedInstant(value, header))).toISOString().slice(0, 16).replace("T", " ");
    }
    case "money": {
      const value = column.value(row);
      return value === null ? "" : plainAmount(value, header);
    }
  }
}

function figure(value: number | null, header: string): string {
  if (value === null) return "";
  if (!Number.isFinite(value)) throw new UnwritableValue(header, value);
  return String(value);
}
