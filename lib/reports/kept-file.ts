import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { isId } from "@/lib/access/ids";
import { env } from "@/lib/env";

const folder = () => join(env().FRAMEWATCH_DATA, "reports");

function pathOf(id: string): string {
  if (!isId(id)) throw new Error("A kept report is named by its id.");
  return join(folder(), id);
}

/** Writes a report's file beside and renames it, so that a crash leaves a whole file or none. Answers its bytes. */
export async function keepReport(id: string, body: ReadableStream<Uint8Array>): Promise<number> {
  await mkdir(folder(), { recursive: true });
  const beside = `${pathOf(id)}.part`;
  const source = Readable.fromWeb(body as NodeStream<Uint8Array>);
  await pipeline(source, createWriteStream(beside, { mode: 0o600, flush: true }));
  const { size } = await stat(beside);
  await rename(beside, pathOf(id));
  return size;
}

/** A kept report's file from its beginning; null where it is no longer there. */
export async function openKept(
  id: string,
): Promise<{ body: ReadableStream<Uint8Array>; bytes: number } | null> {
  const size = await stat(pathOf(id)).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) return null;
  const body = Readable.toWeb(createReadStream(pathOf(id))) as ReadableStream<Uint8Array>;
  return { body, bytes: size };
}

/** Removes a report's file, whole or begun. */
export async function removeKept(id: string): Promise<void> {
  await rm(pathOf(id), { force: true });
  await rm(`${pathOf(id)}.part`, { force: true });
}
