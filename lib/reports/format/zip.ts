import { once } from "node:events";
import { crc32, createDeflateRaw } from "node:zlib";

/** One file in an archive; its text is asked for piece by piece. */
export type ZipEntry = { name: string; text: AsyncIterable<string> | Iterable<string> };

type Written = { name: Buffer; offset: number; checksum: number; packed: number; plain: number };

/** An archive without the 64-bit extensions, which some spreadsheets do not read, ends here. */
const limit = 0xffff_ffff;
/** Sizes follow the data (bit 3) because they are not known before it; names are UTF-8 (bit 11). */
const flags = 0x0808;
const deflate = 8;
/** 1 January 1980, the first day the format knows: equal reports are equal bytes. */
const dosDate = 0x0021;

/**
 * A zip archive as a stream of bytes, entry after entry, with flat memory.
 * @throws RangeError when the archive or one of its files would pass 4 GiB
 */
export async function* zip(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array, void> {
  const directory: Written[] = [];
  let offset = 0;
  for (const entry of entries) {
    const written: Written = { name: Buffer.from(entry.name), offset, checksum: 0, packed: 0, plain: 0 };
    const local = localHeader(written.name);
    yield local;
    for await (const chunk of packed(entry.text, written)) {
      written.packed += chunk.length;
      yield chunk;
    }
    const descriptor = dataDescriptor(written);
    yield descriptor;
    offset += local.length + written.packed + descriptor.length;
    if (offset > limit || written.plain > limit) {
      throw new RangeError(`${entry.name} is larger than a workbook can hold (4 GiB).`);
    }
    directory.push(written);
  }
  const central = Buffer.concat(directory.map(centralHeader));
  yield central;
  yield endOfDirectory(directory.length, central.length, offset);
}

/** The compressed bytes of one file, noting checksum and size of what went in. */
async function* packed(text: ZipEntry["text"], written: Written): AsyncGenerator<Uint8Array, void> {
  const deflating = createDeflateRaw({ level: 4, chunkSize: 65_536 });
  const ready: Uint8Array[] = [];
  deflating.on("data", (chunk: Uint8Array) => ready.push(chunk));
  try {
    for await (const piece of text) {
      const bytes = Buffer.from(piece);
      written.checksum = crc32(bytes, written.checksum);
      written.plain += bytes.length;
      await new Promise<void>((resolve, reject) => {
        deflating.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
      yield* ready.splice(0);
    }
    deflating.end();
    await once(deflating, "end");
    yield* ready;
  } finally {
    deflating.destroy();
  }
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(deflate, 8);
  header.writeUInt16LE(dosDate, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function dataDescriptor({ checksum, packed, plain }: Written): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x0807_4b50, 0);
  descriptor.writeUInt32LE(checksum, 4);
  descriptor.writeUInt32LE(packed % (limit + 1), 8);
  descriptor.writeUInt32LE(plain % (limit + 1), 12);
  return descriptor;
}

function centralHeader({ name, offset, checksum, packed, plain }: Written): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x0201_4b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(deflate, 10);
  header.writeUInt16LE(dosDate, 14);
  header.writeUInt32LE(checksum, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(plain, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}

function endOfDirectory(entries: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
