import { decode } from "./decode";
import { readDelimited } from "./delimited";
import { limits, megabytes } from "./limits";
import type { Table } from "./table";
import { CannotRead } from "./unreadable";

/** An order as it comes: a file's bytes, or text that was pasted. */
export type TableSource = { kind: "file"; bytes: Uint8Array } | { kind: "pasted"; text: string };

/**
 * A file or pasted text → its table, in this thread; doors call `readTable`, which does it in another. What a file
 * is is told by its first bytes, never by its name.
 * @throws CannotRead
 */
export async function parseTable(source: TableSource): Promise<Table> {
  refuseLarge(source);
  if (source.kind === "pasted") return readDelimited(source.text.replace(/^\uFEFF/, ""), "pasted");
  const { bytes } = source;
  if (begins(bytes, [0x50, 0x4b])) return (await import("./workbook")).readWorkbook(bytes);
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new CannotRead(
      "protected-workbook",
      "This is an Excel file of the old kind (.xls), or one protected by a password.",
      "Save it as .xlsx without a password and send it again.",
    );
  }
  const { text, encoding } = decode(bytes);
  return readDelimited(text, encoding);
}

/** @throws CannotRead `empty`, `too-large` */
export function refuseLarge(source: TableSource): void {
  const size = source.kind === "file" ? source.bytes.length : Buffer.byteLength(source.text);
  if (size === 0) {
    throw new CannotRead(
      "empty",
      "There is nothing in it.",
      "Send a file with at least one row, or paste the rows.",
    );
  }
  if (size <= limits.fileBytes) return;
  throw new CannotRead(
    "too-large",
    `It is ${megabytes(size)} large; at most ${megabytes(limits.fileBytes)} can come in at once.`,
    "Split it into several files, or delete the columns that are not needed.",
  );
}

function begins(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte);
}
