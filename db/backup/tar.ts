/** What stands before a member's content in a tar file (POSIX pax): `tar` lists and unpacks a backup without us. */
export interface Member {
  name: string;
  bytes: number;
  /** Of the content, in hex. */
  sha256: string;
}

export const BLOCK = 512;
/** In pax' own place for attributes of a file: `tar` passes over it without a word. */
const digestKey = "SCHILY.xattr.user.sha256";
const octalLimit = 8 ** 11;

/** What fills a content up to whole blocks. */
export const padding = (bytes: number): Buffer => Buffer.alloc((BLOCK - (bytes % BLOCK)) % BLOCK);

/** A member's headers: first the digest of its content, as a pax record, then name and size. */
export function headersOf({ name, bytes, sha256 }: Member): Buffer {
  const record = paxRecord(digestKey, sha256);
  return Buffer.concat([
    header(`pax/${name}`.slice(0, 100), record.length, "x"),
    record,
    padding(record.length),
    header(name, bytes, "0"),
  ]);
}

/** `LENGTH KEY=VALUE\n`, where the length counts itself. */
function paxRecord(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length;
  while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length;
  return Buffer.from(`${length}${rest}`);
}

/** The digest a pax header's content carries; null where it carries none. */
export function digestIn(records: Buffer): string | null {
  return new RegExp(` ${digestKey}=([0-9a-f]{64})\n`).exec(records.toString("latin1"))?.[1] ?? null;
}

function header(name: string, bytes: number, type: "0" | "x"): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`${name} is too long a name for a tar file.`);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  block.write("0000600\0", 100);
  block.write("0000000\0", 108);
  block.write("0000000\0", 116);
  if (bytes < octalLimit) block.write(`${bytes.toString(8).padStart(11, "0")}\0`, 124);
  else {
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(bytes), 128);
  }
  block.write("00000000000\0", 136);
  block.write(type, 156);
  block.write("ustar\x0000", 257);
  block.write(`${checksum(block).toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

/** The sum of a header's bytes, its own place counted as spaces. */
function checksum(block: Buffer): number {
  let sum = 8 * 0x20;
  for (const [index, byte] of block.entries()) if (index < 148 || index >= 156) sum += byte;
  return sum;
}

/** A header as it was written; null where the block is none, or damaged. */
export function readHeader(block: Buffer): { name: string; bytes: number; type: string } | null {
  const text = (from: number, to: number) => block.toString("utf8", from, to).replace(/\0.*$/s, "");
  if (text(257, 262) !== "ustar" || Number.parseInt(text(148, 155), 8) !== checksum(block)) return null;
  const bytes = block[124] === 0x80 ? Number(block.readBigUInt64BE(128)) : Number.parseInt(text(124, 136), 8);
  return { name: text(0, 100), bytes, type: text(156, 157) };
}
