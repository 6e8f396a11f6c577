import { builtInFormat } from "./cell-text";
import { limits, megabytes } from "./limits";
import { readSheet } from "./sheet-rows";
import { type Table, TableReader } from "./table";
import { CannotRead } from "./unreadable";
import { damaged, openParts, type Parts } from "./workbook-guard";
import { attribute, readXml, unescaped } from "./workbook-xml";

type SheetPart = { name: string; part: string };

/**
 * An Excel workbook (.xlsx, .xlsm) → the table on its first visible sheet that has anything on it. Cells are text as
 * shown: leading zeros stay where they are text or format, `1E5` as text stays `1E5`. Formulas give their last result,
 * nothing is calculated, and macros are not read.
 *
 * Read piece by piece with sax rather than by SheetJS, which holds everything several times over, turns CRLF in a cell
 * into LF and cuts characters beyond U+FFFF that are written as numbers.
 * @throws CannotRead
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Table> {
  const parts = await openParts(bytes);
  const main = await workbookPart(parts);
  const relations = await readRelations(parts, main);
  const { sheets, date1904 } = await readSheets(parts, main, relations);
  const texts = await readTexts(
    parts,
    byType(relations, "sharedStrings") ?? sibling(main, "sharedStrings.xml"),
  );
  const formats = await readFormats(parts, byType(relations, "styles") ?? sibling(main, "styles.xml"));
  for (const { name, part } of sheets) {
    const reader = new TableReader();
    await readSheet(name, parts.text(part), { texts, formats, date1904 }, reader);
    if (!reader.isEmpty) return reader.table({ format: "workbook", sheet: name }, { ragged: false });
  }
  return new TableReader().table({ format: "workbook", sheet: "" }, { ragged: false });
}

type Relation = { id: string; type: string; target: string };

async function workbookPart(parts: Parts): Promise<string> {
  const relations = await readRelations(parts, "");
  const main = byType(relations, "officeDocument") ?? "xl/workbook.xml";
  if (parts.has(main) && !main.endsWith(".bin")) return main;
  const other = parts.has("content.xml")
    ? "an OpenDocument file"
    : parts.has("xl/workbook.bin")
      ? "an .xlsb file"
      : null;
  if (!other && parts.has("[Content_Types].xml")) throw damaged("it has no workbook in it");
  throw new CannotRead(
    "not-a-table",
    `This is ${other ?? "an archive"}, not an Excel workbook.`,
    "Send a CSV file or an Excel workbook (.xlsx), or paste the rows.",
  );
}

/** The relations of a part, with targets as names of parts. */
async function readRelations(parts: Parts, of: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  const part = sibling(of, `_rels/${of.slice(of.lastIndexOf("/") + 1)}.rels`);
  await readXml(part, parts.text(part), {
    open(name, attributes) {
      if (name !== "Relationship" || attributes.TargetMode === "External") return;
      const { Id: id = "", Type: type = "", Target: target = "" } = attributes;
      relations.push({ id, type, target: target.startsWith("/") ? target.slice(1) : sibling(of, target) });
    },
  });
  return relations;
}

/** A path beside a part: ("xl/workbook.xml", "worksheets/sheet1.xml") → "xl/worksheets/sheet1.xml". */
function sibling(part: string, path: string): string {
  const steps: string[] = part.split("/").slice(0, -1);
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

/** Types differ in the namespace between the transitional and the strict form; their last word does not. */
function byType(relations: readonly Relation[], type: string): string | undefined {
  return relations.find((relation) => relation.type.endsWith(`/${type}`))?.target;
}

async function readSheets(
  parts: Parts,
  main: string,
  relations: readonly Relation[],
): Promise<{ sheets: SheetPart[]; date1904: boolean }> {
  const sheets: SheetPart[] = [];
  let count = 0;
  let date1904 = false;
  await readXml(main, parts.text(main), {
    open(name, attributes) {
      if (name === "workbookPr") date1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
      if (name !== "sheet") return;
      count += 1;
      const relation = relations.find(({ id }) => id === attribute(attributes, "id"));
      if (!relation?.type.endsWith("/worksheet") || /hidden/i.test(attributes.state ?? "")) return;
      sheets.push({ name: attributes.name ?? `Sheet ${count}`, part: relation.target });
    },
  });
  if (count > limits.sheets) {
    throw new CannotRead(
      "unpacks-too-large",
      `The Excel file has ${count} sheets; at most ${limits.sheets} are read.`,
      "Send only the sheet with the order, or a CSV file.",
    );
  }
  return { sheets, date1904 };
}

async function readTexts(parts: Parts, part: string): Promise<string[]> {
  if (parts.size(part) > limits.textBytes) {
    throw new CannotRead(
      "unpacks-too-large",
      `The texts of the Excel file unpack to ${megabytes(parts.size(part))}; at most ${megabytes(limits.textBytes)} is read.`,
      "Send only the sheet with the order, or a CSV file.",
    );
  }
  const texts: string[] = [];
  let text = "";
  let inText = false;
  let phonetic = false;
  await readXml(part, parts.text(part), {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic = true;
      else if (name === "t") inText = !phonetic;
    },
    text(content) {
      if (inText) text += content;
    },
    close(name) {
      if (name === "si") texts.push(unescaped(text));
      else if (name === "rPh") phonetic = false;
      else if (name === "t") inText = false;
    },
  });
  return texts;
}

async function readFormats(parts: Parts, part: string): Promise<string[]> {
  const own = new Map<number, string>();
  const formats: string[] = [];
  let inCells = false;
  await readXml(part, parts.text(part), {
    open(name, attributes) {
      if (name === "numFmt") own.set(Number(attributes.numFmtId), attributes.formatCode ?? "General");
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = Number(attributes.numFmtId ?? 0);
        formats.push(own.get(id) ?? builtInFormat(id));
      }
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return formats;
}
