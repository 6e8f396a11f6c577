import type { Column, Fact } from "./columns";
import { neutralise } from "./neutralise";
import { cellXml, columnLetters, columnWidth, textCell, textWidth, type Writing } from "./sheet-cells";
import type { SheetEntry } from "./workbook-parts";
import { style } from "./workbook-styles";

/** As many rows as a sheet can have, its head included. */
export const sheetRows = 1_048_576;

/** More rows than a sheet can hold; a CSV has no such end. */
export class SheetTooLong extends Error {
  constructor(name: string) {
    const most = (sheetRows - 1).toLocaleString("en");
    super(
      `"${name}" has more than ${most} rows, the most an Excel sheet can hold. Choose CSV, or fewer batches.`,
    );
    this.name = "SheetTooLong";
  }
}

/** A sheet that is written as its workbook is; made by `sheet`. It adds its entry to `written` when it is through. */
export type Sheet = {
  name: string;
  xml(writing: Writing, written: SheetEntry[]): AsyncGenerator<string, void>;
};

const opening = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`;
const closing = `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`;
const frozen = `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/>`;

/**
 * One sheet of declared columns over batches of rows; the next batch is asked for only when the reader has taken the
 * one before. Its head is bold, frozen, filterable and repeated in print; columns are as wide as declared or as their
 * first batch needs; percents carry a bar. The workbook's stream fails with SheetTooLong past 1,048,575 rows.
 *
 * @param declared.name cut to what Excel allows: 31 characters, none of `[]:*?/\`
 */
export function sheet<Row>(declared: {
  name: string;
  columns: readonly Column<Row>[];
  rows: AsyncIterable<readonly Row[]>;
}): Sheet {
  const { columns, rows } = declared;
  const name = sheetName(declared.name);
  const letters = columns.map((_, i) => columnLetters(i));
  return {
    name,
    async *xml(writing, written) {
      const first = written.length === 0;
      let last = 0;
      for await (const batch of rows) {
        let xml = "";
        if (last === 0) {
          if (batch.length === 0) continue;
          xml = top(columns, letters, batch, first);
          last = 1;
        }
        for (const row of batch) {
          last += 1;
          if (last > sheetRows) throw new SheetTooLong(name);
          xml += `<row r="${last}">`;
          for (let i = 0; i < letters.length; i += 1) {
            xml += cellXml(columns[i]!, row, letters[i]! + last, writing);
          }
          xml += "</row>";
        }
        yield xml;
      }
      if (last === 0) {
        yield top(columns, letters, [], first);
        last = 1;
      }
      const end = letters.at(-1) ?? "A";
      written.push({ name, filtered: `$A$1:$${end}$${last}` });
      yield `</sheetData><autoFilter ref="A1:${end}${last}"/>${bars(columns, letters, last)}${closing}`;
    },
  };
}

/** The sheet "About" that carries a report's facts, one in a row. */
export function aboutSheet(facts: readonly Fact[]): Sheet {
  const name = "About";
  return {
    name,
    async *xml(_writing, written) {
      const first = written.length === 0;
      written.push({ name, filtered: null });
      const width = Math.max(...facts.map(({ label }) => textWidth(label)));
      const rows = facts.map(({ label, value }, i) => {
        const at = i + 1;
        return `<row r="${at}">${textCell(neutralise(label), `A${at}`, style.label)}${textCell(neutralise(value), `B${at}`, style.wrapped)}</row>`;
      });
      yield `${opening}${view(first, "")}<cols>${widthXml(0, width)}${widthXml(1, 80)}</cols><sheetData>${rows.join("")}</sheetData>${closing}`;
    },
  };
}

function top<Row>(
  columns: readonly Column<Row>[],
  letters: readonly string[],
  batch: readonly Row[],
  first: boolean,
): string {
  const widths = columns.map((column, i) => widthXml(i, columnWidth(column, batch)));
  const cells = columns.map(({ header }, i) => textCell(neutralise(header), `${letters[i]}1`, style.head));
  return `${opening}${view(first, frozen)}<cols>${widths.join("")}</cols><sheetData><row r="1">${cells.join("")}</row>`;
}

function view(first: boolean, content: string): string {
  return `<sheetViews><sheetView${first ? ' tabSelected="1"' : ""} workbookViewId="0">${content}</sheetView></sheetViews>`;
}

function widthXml(column: number, width: number): string {
  return `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`;
}

/** A bar behind each percent, from 0 to 100 %, light enough for its figure to stay readable. */
function bars<Row>(columns: readonly Column<Row>[], letters: readonly string[], last: number): string {
  if (last < 2) return "";
  const percents = letters.filter((_, i) => columns[i]?.kind === "percent");
  return percents
    .map(
      (letter, i) =>
        `<conditionalFormatting sqref="${letter}2:${letter}${last}"><cfRule type="dataBar" priority="${i + 1}"><dataBar><cfvo type="num" val="0"/><cfvo type="num" val="1"/><color rgb="FFB7D3D1"/></dataBar></cfRule></conditionalFormatting>`,
    )
    .join("");
}

function sheetName(name: string): string {
  const allowed = name
    .replace(/[[\]:*?/\\]|\p{Cc}/gu, " ")
    .replace(/^'+|'+$/g, "")
    .trim();
  return allowed.slice(0, 31).toWellFormed().trim() || "Sheet";
}
