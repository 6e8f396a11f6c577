import { calendarDay, checkedInstant } from "./calendar-day";
import { type Column, type Kind, UnwritableValue } from "./columns";
import { plainAmount } from "./money";
import { neutralise } from "./neutralise";
import { style, type WorkbookStyles } from "./workbook-styles";
import { xmlText } from "./xml-text";

/** What all cells of one workbook share: the clock of its zone, and its styles. */
export type Writing = { wall: (instant: number) => number; styles: WorkbookStyles };

/** Excel's own limit for one cell, in UTF-16 units. */
const longest = 32_767;
const shortened = "… (shortened)";

/** Days from Excel's epoch to 1970, in which its dates are counted. */
const epoch = 25_569;
const day = 86_400_000;
/** Times are written to the minute, as CSV and pages have them. */
const minute = 60_000;
const minutesADay = 1440;

/**
 * One cell of row and column as XML, typed and styled by the column's kind; nothing for an empty one.
 * @param at its address, "B7"
 * @throws UnwritableValue for a value that does not fit the kind
 */
export function cellXml<Row>(column: Column<Row>, row: Row, at: string, { wall, styles }: Writing): string {
  const { header } = column;
  switch (column.kind) {
    case "text": {
      const text = column.value(row);
      if (text === null || text === "") return "";
      return textCell(neutralise(text), at, text.includes("\n") ? style.wrapped : style.text);
    }
    case "integer":
    case "decimal": {
      const value = column.value(row);
      return value === null ? "" : numberCell(value, at, style[column.kind], header);
    }
    case "percent": {
      const value = column.value(row);
      return value === null ? "" : numberCell(value / 100, at, style.percent, header);
    }
    case "date": {
      const value = column.value(row);
      if (value === null) return "";
      return numberCell(calendarDay(value, wall, header) / day + epoch, at, style.date, header);
    }
    case "datetime": {
      const value = column.value(row);
      if (value === null) return "";
      const minutes = Math.floor(wall(checkedInstant(value, header)) / minute);
      return numberCell(minutes / minutesADay + epoch, at, style.datetime, header);
    }
    case "money": {
      const value = column.value(row);
      if (value === null) return "";
      return numberCell(Number(plainAmount(value, header)), at, styles.money(value.currency, header), header);
    }
  }
}

/** A cell of text as it is, never a formula; what is past Excel's limit is cut and says so. */
export function textCell(text: string, at: string, styled: number): string {
  const whole = text.length <= longest ? text : text.slice(0, longest - shortened.length) + shortened;
  return `<c r="${at}" s="${styled}" t="inlineStr"><is><t xml:space="preserve">${xmlText(whole)}</t></is></c>`;
}

function numberCell(value: number, at: string, styled: number, header: string): string {
  if (!Number.isFinite(value)) throw new UnwritableValue(header, value);
  return `<c r="${at}" s="${styled}"><v>${value}</v></c>`;
}

/** Column number from 0 → "A", "Z", "AA". */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? columnLetters(rest) : "") + String.fromCharCode(65 + (column % 26));
}

const usual: Record<Exclude<Kind, "text">, number> = {
  integer: 8,
  decimal: 8,
  percent: 8,
  date: 12,
  datetime: 18,
  money: 16,
};

/** A column's width in characters: its header with the filter's arrow, and what its first rows need, up to 60. */
export function columnWidth<Row>(column: Column<Row>, first: readonly Row[]): number {
  if (column.width !== undefined) return column.width;
  const head = textWidth(column.header) + 3;
  if (column.kind !== "text") return Math.max(head, usual[column.kind]);
  return first.reduce((widest, row) => Math.max(widest, textWidth(column.value(row) ?? "")), head);
}

/** The longest line of a text, at most 60, with a little air. */
export function textWidth(text: string): number {
  return (
    Math.min(
      60,
      Math.max(
        ...text
          .slice(0, 400)
          .split("\n")
          .map((line) => line.length),
      ),
    ) + 1
  );
}
