import Papa from "papaparse";
import { recogniseColumns } from "./columns";
import { type Table, TableReader } from "./table";

type Delimiter = "," | ";" | "\t";
const delimiters: readonly Delimiter[] = [",", ";", "\t"];

/**
 * Text of comma, semicolon or tab separated values → its table. Quotes, line breaks in cells and any of LF, CRLF and
 * CR between records are understood; the separator is the one that makes most sense of the first records.
 * @param encoding what the text was decoded from, for the preview to say
 * @throws CannotRead past the limits
 */
export function readDelimited(text: string, encoding: string): Table {
  const newline = lineBreak(text);
  const delimiter = findDelimiter(text.slice(0, 262_144), newline);
  const reader = new TableReader();
  let row = 0;
  // A CRLF file is split at LF, so that single LFs in it are line ends too; what is left of CR is taken off below.
  Papa.parse<string[]>(text.endsWith("\r") ? `${text}\n` : text, {
    delimiter,
    newline,
    step: ({ data, errors }) => {
      row += 1;
      const last = data.at(-1);
      if (newline === "\n" && last?.endsWith("\r")) data[data.length - 1] = last.slice(0, -1);
      const broken = errors.some(({ type }) => type === "Quotes");
      reader.add(broken ? { row, cells: data, broken } : { row, cells: data });
    },
  });
  return reader.table({ format: "text", encoding, delimiter }, { ragged: true });
}

/** CR where the first line break outside quotes is a CR alone, as old Macs wrote; LF otherwise. */
function lineBreak(text: string): "\n" | "\r" {
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x22) quoted = !quoted;
    else if (quoted) continue;
    else if (code === 0x0a) return "\n";
    else if (code === 0x0d) return i + 1 === text.length || text.charCodeAt(i + 1) === 0x0a ? "\n" : "\r";
  }
  return "\n";
}

/** Most names of columns recognised in a record, then most records of equal width, then comma before the others. */
function findDelimiter(sample: string, newline: "\n" | "\r"): Delimiter {
  let best: Delimiter = ",";
  let most = 0;
  for (const delimiter of delimiters) {
    const { data } = Papa.parse<string[]>(sample, { delimiter, newline, preview: 40 });
    const recognised = Math.max(0, ...data.map((cells) => recogniseColumns(cells).filter(Boolean).length));
    const score = recognised * 1_000 + regularity(data);
    if (score > most) {
      most = score;
      best = delimiter;
    }
  }
  return best;
}

/** 0 to 900: how many records share the most frequent width, where that is more than one cell. */
function regularity(records: readonly (readonly string[])[]): number {
  const widths = new Map<number, number>();
  for (const { length } of records) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1);
  return (Math.max(0, ...widths.values()) / Math.max(1, records.length)) * 900;
}
