import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { BackupRefused } from "./refused";
import { BLOCK, headersOf, type Member, padding } from "./tar";

/** Takes the parts of a backup, one after the other. */
export interface ArchiveWriter {
  /** A part that is in memory. */
  add(name: string, content: Buffer): Promise<void>;
  /** A part that is read as it is written; throws where its bytes are not what `member` says of them. */
  addStream(member: Member, content: AsyncIterable<Buffer>): Promise<void>;
  /** How many parts were taken, and the digest of all that was written up to here. */
  soFar(): { parts: number; sha256: string };
}

/**
 * Writes a file of parts beside its place, has it surely on the disk and renames it there, so that its name never
 * stands for half a backup; only its owner may read it. Answers its bytes. Throws BackupRefused where the name is taken.
 */
export async function writeArchive(
  path: string,
  fill: (to: ArchiveWriter) => Promise<void>,
): Promise<number> {
  const beside = `${path}.part`;
  await refuseTaken(path);
  const file = await open(beside, "w", 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new BackupRefused(`${beside} cannot be written (${error.code}). Name a file in a folder that can.`);
  });
  try {
    const { to, end } = writerOn(file);
    await fill(to);
    const bytes = await end();
    await file.sync();
    await refuseTaken(path);
    await rename(beside, path);
    await syncFolder(dirname(path));
    return bytes;
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

function writerOn(file: FileHandle): { to: ArchiveWriter; end: () => Promise<number> } {
  const whole = createHash("sha256");
  let bytes = 0;
  let parts = 0;
  const write = async (piece: Buffer) => {
    whole.update(piece);
    await file.writeFile(piece);
    bytes += piece.length;
  };
  const addStream: ArchiveWriter["addStream"] = async (member, content) => {
    const own = createHash("sha256");
    let taken = 0;
    await write(headersOf(member));
    for await (const piece of content) {
      own.update(piece);
      taken += piece.length;
      await write(piece);
    }
    if (taken !== member.bytes || own.digest("hex") !== member.sha256)
      throw new BackupRefused(`${member.name} changed while it was read. Begin the backup again.`);
    await write(padding(taken));
    parts += 1;
  };
  const to: ArchiveWriter = {
    addStream,
    add: (name, content) => {
      const sha256 = createHash("sha256").update(content).digest("hex");
      return addStream(
        { name, bytes: content.length, sha256 },
        (async function* () {
          yield content;
        })(),
      );
    },
    soFar: () => ({ parts, sha256: whole.copy().digest("hex") }),
  };
  return {
    to,
    end: async () => {
      await write(Buffer.alloc(2 * BLOCK));
      return bytes;
    },
  };
}

async function refuseTaken(path: string): Promise<void> {
  const found = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new BackupRefused(`${path} cannot be written (${error.code}). Name another file.`);
  });
  await found?.close();
  if (found) throw new BackupRefused(`${path} is there already. Name a new file, or move that one away.`);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}
