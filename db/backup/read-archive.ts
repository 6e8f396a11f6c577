import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { BackupRefused } from "./refused";
import { BLOCK, digestIn, type Member, padding, readHeader } from "./tar";

/** A part of a backup as it is met; its content is read once, to its end, before the next. */
export interface Part extends Member {
  /** Throws BackupRefused at its end where the bytes are not those that were written. */
  content(): AsyncGenerator<Buffer, void>;
  /** Digest of the file up to this part, and how many parts came before. */
  before: { sha256: string; parts: number };
}

const pieceBytes = 1 << 20;
export const ANOTHER = "Take another backup; nothing was changed.";

/** The parts of a backup from its beginning, with flat memory. Throws BackupRefused where it is damaged or none. */
export async function* readArchive(path: string): AsyncGenerator<Part, void> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    throw new BackupRefused(
      `${path} cannot be read (${error.code}). Name the file that npm run backup wrote.`,
    );
  });
  try {
    const source = new Source(file, path);
    for (let parts = 0; ; parts += 1) {
      const before = { sha256: source.digest(), parts };
      const member = await readMember(source);
      if (!member) return source.expectEnd();
      let isRead = false;
      yield {
        ...member,
        before,
        content: async function* () {
          yield* contentOf(source, member);
          isRead = true;
        },
      };
      if (!isRead) throw new Error(`${member.name} was passed over.`);
    }
  } finally {
    await file.close();
  }
}

async function* contentOf(source: Source, { name, bytes, sha256 }: Member): AsyncGenerator<Buffer, void> {
  const own = createHash("sha256");
  for (let left = bytes; left > 0; ) {
    const piece = await source.take(Math.min(left, pieceBytes));
    left -= piece.length;
    own.update(piece);
    yield piece;
  }
  if (own.digest("hex") !== sha256)
    throw new BackupRefused(`${source.path} is damaged in ${name}. ${ANOTHER}`);
  await source.take(padding(bytes).length);
}

/** The next member's headers; null at the end of the file. */
async function readMember(source: Source): Promise<Member | null> {
  const first = await source.take(BLOCK);
  if (first.every((byte) => byte === 0)) return null;
  const attributes = readHeader(first);
  if (attributes?.type !== "x" || attributes.bytes > pieceBytes) throw source.damaged();
  const records = await source.take(attributes.bytes);
  await source.take(padding(attributes.bytes).length);
  const header = readHeader(await source.take(BLOCK));
  const sha256 = digestIn(records);
  if (header?.type !== "0" || !sha256) throw source.damaged();
  return { name: header.name, bytes: header.bytes, sha256 };
}

/** The file's bytes in order, and the digest of those taken. */
class Source {
  private readonly hash: Hash = createHash("sha256");
  private position = 0;

  constructor(
    private readonly file: FileHandle,
    readonly path: string,
  ) {}

  async take(bytes: number): Promise<Buffer> {
    const piece = Buffer.allocUnsafe(bytes);
    let filled = 0;
    while (filled < bytes) {
      const { bytesRead } = await this.file.read(piece, filled, bytes - filled, this.position);
      if (bytesRead === 0) throw this.damaged();
      filled += bytesRead;
      this.position += bytesRead;
    }
    this.hash.update(piece);
    return piece;
  }

  digest(): string {
    return this.hash.copy().digest("hex");
  }

  async expectEnd(): Promise<void> {
    const rest = await this.take(BLOCK);
    const { size } = await this.file.stat();
    if (rest.some((byte) => byte !== 0) || size !== this.position) throw this.damaged();
  }

  damaged(): BackupRefused {
    if (this.position <= BLOCK)
      return new BackupRefused(
        `${this.path} is no backup of Framewatch. Name the file that npm run backup wrote.`,
      );
    return new BackupRefused(`${this.path} is damaged or cut off at byte ${this.position}. ${ANOTHER}`);
  }
}
