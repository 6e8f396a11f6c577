import Papa from "papaparse";
import { type CellObject, read, utils, type WorkSheet } from "xlsx";

export interface ReadBack {
  facts: Record<string, string>;
  head: string[];
  rows: Record<string, string>[];
}

/** A CSV as another program reads it: the facts in front, then the table. */
export function readCsv(bytes: Buffer): ReadBack {
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  const lines = Papa.parse<string[]>(text, { skipEmptyLines: false }).data;
  const gap = lines.findIndex((line) => line.length === 1 && line[0] === "");
  const [head = [], ...body] = lines.slice(gap + 1).filter((line) => line.length > 1);
  return {
    facts: Object.fromEntries(lines.slice(0, gap).map(([label, value]) => [label, value])),
    head,
    rows: body.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i] ?? ""]))),
  };
}

/** The cells of a sheet as a CSV has them: figures as they are, days, times and percents as they are shown. */
export function sheetTexts(book: Buffer, name: string): string[][] {
  const sheet: WorkSheet = read(book, { cellNF: true }).Sheets[name] ?? {};
  const { e: end } = utils.decode_range(sheet["!ref"] ?? "A1");
  return Array.from({ length: end.r + 1 }, (_, r) =>
    Array.from({ length: end.c + 1 }, (_, c) => {
      const cell: CellObject | undefined = sheet[utils.encode_cell({ r, c })];
      if (!cell) return "";
      return String(/[ymdh%]/.test(String(cell.z)) ? cell.w : cell.v);
    }),
  );
}
