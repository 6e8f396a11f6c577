import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { env } from "@/lib/env";

/** Where a content lies: named by its hash, so that the same file is kept once and a name can never reach elsewhere. */
function pathOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error("A file is named by its SHA-256.");
  return join(env().FRAMEWATCH_DATA, "files", sha256.slice(0, 2), sha256);
}

/** Keeps a content; written beside and renamed, so that a crash leaves a whole file or none. */
export async function keepFile(sha256: string, content: Uint8Array): Promise<void> {
  const path = pathOf(sha256);
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(beside, content, { mode: 0o600, flush: true });
  await rename(beside, path);
}

export const readKeptFile = (sha256: string): Promise<Buffer> => readFile(pathOf(sha256));

/** Streams a part of a kept content, both ends included; rejects where it is not there before anything is answered. */
export async function streamKeptFile(
  sha256: string,
  part: { start: number; end: number },
): Promise<ReadableStream<Uint8Array>> {
  const path = pathOf(sha256);
  await access(path);
  return Readable.toWeb(createReadStream(path, part)) as ReadableStream<Uint8Array>;
}
