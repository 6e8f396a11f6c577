import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { limits, megabytes } from "./limits";
import { CannotRead } from "./unreadable";

/** The parts of an Excel file that were looked at before anything is unpacked. */
export type Parts = {
  has(name: string): boolean;
  /** Size a part says it unpacks to, in bytes; never more than it may. */
  size(name: string): number;
  /**
   * The text of a part, piece by piece as it is unpacked; UTF-8, or UTF-16 by its mark.
   * @throws CannotRead `damaged-workbook` where it does not unpack to exactly the size it says
   */
  text(name: string): AsyncGenerator<string, void>;
};

/**
 * Reads the directory of an Excel file (a zip archive) and refuses what would hurt before a byte is unpacked: more
 * than 256 MB in all, thousands of parts, a part that stands twice, encryption. Sizes are as declared; unpacking holds
 * each part to what it declared. Macros, links and pictures are parts that nobody asks for, so they are never read.
 * @throws CannotRead
 */
export async function openParts(bytes: Uint8Array): Promise<Parts> {
  const archive = await open(bytes);
  const entries = await directory(archive);
  const named = (name: string) => entries.get(partName(name));
  return {
    has: (name) => named(name) !== undefined,
    size: (name) => named(name)?.uncompressedSize ?? 0,
    async *text(name) {
      const entry = named(name);
      if (entry) yield* unpacked(archive, entry);
    },
  };
}

/** Names compare without case and without the slash in front that relations may carry. */
function partName(name: string): string {
  return name.replace(/^\//, "").toLowerCase();
}

async function open(bytes: Uint8Array): Promise<ZipFile> {
  try {
    return await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch {
    throw damaged("it is cut off or not a workbook at all");
  }
}

async function directory(archive: ZipFile): Promise<Map<string, Entry>> {
  if (archive.entryCount > limits.parts) {
    throw tooLarge(
      `has ${archive.entryCount.toLocaleString("en")} parts; at most ${limits.parts.toLocaleString("en")} are read`,
    );
  }
  const entries = new Map<string, Entry>();
  let total = 0;
  try {
    for await (const entry of archive.eachEntry()) {
      const name = partName(entry.fileName);
      if (entries.has(name)) throw damaged(`its part ${entry.fileName} is there twice`);
      if (entry.isEncrypted()) throw encrypted();
      entries.set(name, entry);
      total += entry.uncompressedSize;
    }
  } catch (error) {
    throw error instanceof CannotRead ? error : damaged("its directory cannot be read");
  }
  if (total > limits.unpackedBytes) {
    throw tooLarge(`unpacks to ${megabytes(total)}; at most ${megabytes(limits.unpackedBytes)} is read`);
  }
  return entries;
}

async function* unpacked(archive: ZipFile, entry: Entry): AsyncGenerator<string, void> {
  try {
    const stream = await archive.openReadStreamPromise(entry);
    let decoder: TextDecoder | undefined;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      yield decoder.decode(chunk, { stream: true });
    }
    if (decoder) yield decoder.decode();
  } catch (error) {
    throw error instanceof CannotRead ? error : damaged(`its part ${entry.fileName} cannot be unpacked`);
  }
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  return start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : "utf-8";
}

/** A workbook that is not whole. @param how what is wrong, as the end of a sentence */
export function damaged(how: string): CannotRead {
  return new CannotRead(
    "damaged-workbook",
    `The Excel file is damaged: ${how}.`,
    "Open it in your spreadsheet program, save it again as .xlsx, and send the new file.",
  );
}

function tooLarge(what: string): CannotRead {
  return new CannotRead(
    "unpacks-too-large",
    `The Excel file ${what}.`,
    "Send only the sheet with the order, or a CSV file.",
  );
}

function encrypted(): CannotRead {
  return new CannotRead(
    "protected-workbook",
    "The Excel file is protected by a password.",
    "Save it without a password and send it again.",
  );
}
