import { createHash } from "node:crypto";
import { type FileHandle, open, opendir, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import type { ArchiveWriter } from "./write-archive";

/** Where the app keeps files, below FRAMEWATCH_DATA. */
export const KINDS = ["files", "reports"] as const;

/** Names the app gives to what it keeps; anything else beside them is half written, or somebody else's. */
export const KEPT = /^(files\/[0-9a-f]{2}\/[0-9a-f]{64}|reports\/[0-9a-f-]{36})$/;

const pieceBytes = 1 << 20;

/** Writes every kept file below `folder`; answers how many. */
export async function keepFiles(folder: string, to: ArchiveWriter): Promise<number> {
  let files = 0;
  for await (const name of keptNames(folder)) {
    const file = await orNull(open(join(folder, name), "r"));
    // A report that was taken away meanwhile.
    if (!file) continue;
    try {
      await to.addStream({ name, ...(await measure(file)) }, bytesOf(file));
      files += 1;
    } finally {
      await file.close();
    }
  }
  return files;
}

/** Something that lies where files are kept; null where nothing does. */
export async function anythingKept(folder: string): Promise<string | null> {
  for (const kind of KINDS) {
    const [name] = (await orNull(readdir(join(folder, kind)))) ?? [];
    if (name) return join(kind, name);
  }
  return null;
}

async function* keptNames(folder: string): AsyncGenerator<string, void> {
  for (const kind of KINDS) {
    const entries = await orNull(opendir(join(folder, kind), { recursive: true }));
    for await (const entry of entries ?? []) {
      const name = relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/");
      if (entry.isFile() && KEPT.test(name)) yield name;
    }
  }
}

async function measure(file: FileHandle): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of bytesOf(file)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

async function* bytesOf(file: FileHandle): AsyncGenerator<Buffer, void> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(pieceBytes), 0, pieceBytes, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  return found.catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}
