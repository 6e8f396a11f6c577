import { CannotRead } from "./unreadable";

export type Encoding = "UTF-8" | "UTF-16" | "Windows-1252";

/**
 * Bytes of a text file → its text, without byte order mark. UTF-16 is known by its mark; everything else is UTF-8
 * when it is valid as such, otherwise Windows-1252, which older versions of Excel write.
 *
 * No character is replaced: what fits no encoding is refused. NUL stays in the text and is named by row and column
 * when the table is read.
 * @throws CannotRead `encoding` for a damaged UTF-8 or UTF-16 file, `not-a-table` for what is no text
 */
export function decode(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const decoded = decodeAs(bytes);
  refuseBinary(decoded.text, decoded.encoding);
  return decoded;
}

function decodeAs(bytes: Uint8Array): { text: string; encoding: Encoding } {
  if (begins(bytes, 0xff, 0xfe)) return { text: utf16(bytes, "utf-16le"), encoding: "UTF-16" };
  if (begins(bytes, 0xfe, 0xff)) return { text: utf16(bytes, "utf-16be"), encoding: "UTF-16" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    refuseDamagedUtf8(bytes);
    return { text: windows1252(bytes), encoding: "Windows-1252" };
  }
}

function begins(bytes: Uint8Array, ...mark: number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte);
}

function utf16(bytes: Uint8Array, label: "utf-16le" | "utf-16be"): string {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    const odd = bytes.length % 2 === 1 ? "; its last character is cut in half" : "";
    throw new CannotRead(
      "encoding",
      `The file is marked as UTF-16, but is not valid${odd}.`,
      "Save it again, as CSV UTF-8 if you can, and send the new file.",
    );
  }
}

/** 0x80 to 0x9F, where Windows-1252 is not Latin-1; five of them mean nothing. */
const between = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/** By hand, since the decoder of Node 20 reads Latin-1 under this name and loses dashes, quotes and the euro sign. */
function windows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  return latin1.replace(/[\u0080-\u009F]/g, (c) => between.charAt(c.charCodeAt(0) - 0x80));
}

/** UTF-8 with a few broken bytes would read as "GrÃ¶ÃŸe": told apart by sequences that are valid, rare by chance. */
function refuseDamagedUtf8(bytes: Uint8Array): void {
  let whole = 0;
  let broken = 0;
  let line = 1;
  let firstBroken = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i]!;
    if (byte === 0x0a) line += 1;
    if (byte < 0x80) continue;
    const length = sequenceLength(bytes, i);
    if (length > 0) {
      whole += 1;
      i += length - 1;
    } else {
      broken += 1;
      if (broken === 1) firstBroken = line;
    }
  }
  if (whole < broken && !begins(bytes, 0xef, 0xbb, 0xbf)) return;
  throw new CannotRead(
    "encoding",
    `The file is UTF-8, but line ${firstBroken} has a byte that is not.`,
    "It was damaged or cut off on its way. Save it again as CSV UTF-8 and send the new file.",
  );
}

/** Bytes of the UTF-8 sequence at `start`, or 0 where there is none. */
function sequenceLength(bytes: Uint8Array, start: number): number {
  const first = bytes[start]!;
  const length =
    first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (first >= 0xf5 || length === 0) return 0;
  for (let i = 1; i < length; i += 1) if ((bytes[start + i]! & 0xc0) !== 0x80) return 0;
  return length;
}

/**
 * One NUL is a fault in its row; many NULs, or many control characters in what is not UTF-8, are a picture, a PDF or
 * a program.
 */
function refuseBinary(text: string, encoding: Encoding): void {
  const sample = text.slice(0, 65_536);
  const suspicious = encoding === "Windows-1252" ? /(?![\t\r\n])\p{Cc}/gu : /\0/g;
  const found = sample.match(suspicious)?.length ?? 0;
  if (found <= 5 || found < sample.length / 50) return;
  throw new CannotRead(
    "not-a-table",
    "This is not a table of text.",
    "Send a CSV file or an Excel workbook (.xlsx), or paste the rows.",
  );
}
