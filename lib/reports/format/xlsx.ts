import { asStream } from "./as-stream";
import type { Fact } from "./columns";
import { aboutSheet, type Sheet } from "./sheet";
import { wallClock } from "./wall-time";
import {
  contentTypes,
  coreProperties,
  packageRelations,
  type SheetEntry,
  workbook,
  workbookRelations,
} from "./workbook-parts";
import { WorkbookStyles } from "./workbook-styles";
import { type ZipEntry, zip } from "./zip";

export type Workbook = {
  /** At least one, with different names; see `sheet`. */
  sheets: readonly Sheet[];
  /** Carried by a last sheet "About"; no such sheet when empty. */
  facts: readonly Fact[];
  /** IANA zone whose wall time the cells show. */
  zone: string;
  generatedAt: Date;
};

/**
 * A report as an Excel workbook: typed cells, head bold, frozen and filterable, columns sized, text neutralised
 * (domain.md, Reports). Written of our own, because SheetJS drops frozen panes and bold and holds all rows in memory;
 * this holds one batch.
 *
 * The stream fails with UnwritableValue where a value does not fit its column, with SheetTooLong past Excel's rows.
 */
export function xlsxStream({ sheets, facts, zone, generatedAt }: Workbook): ReadableStream<Uint8Array> {
  const all = facts.length > 0 ? [...sheets, aboutSheet(facts)] : sheets;
  return asStream(zip(parts(all, zone, generatedAt)));
}

/** In this order: styles and the workbook's page come last, when currencies and row counts are known. */
function* parts(sheets: readonly Sheet[], zone: string, generatedAt: Date): Generator<ZipEntry, void> {
  const writing = { wall: wallClock(zone), styles: new WorkbookStyles() };
  const written: SheetEntry[] = [];
  yield { name: "[Content_Types].xml", text: [contentTypes(sheets.length)] };
  yield { name: "_rels/.rels", text: [packageRelations()] };
  yield { name: "docProps/core.xml", text: [coreProperties(generatedAt)] };
  yield { name: "xl/_rels/workbook.xml.rels", text: [workbookRelations(sheets.length)] };
  for (const [i, sheet] of sheets.entries()) {
    yield { name: `xl/worksheets/sheet${i + 1}.xml`, text: sheet.xml(writing, written) };
  }
  yield { name: "xl/styles.xml", text: [writing.styles.xml()] };
  yield { name: "xl/workbook.xml", text: [workbook(written)] };
}
