import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import type { Store } from "./store";

/** What a stream is written under; always the same, so that what a killed process left is written over or removed. */
const begun = "part";

/** Contents as files below a folder of this machine, readable by its own user alone. */
export function diskStore(folder: string): Store {
  /** Writes beside and renames, so that a name never stands for half a content. */
  async function place(
    name: string,
    ending: string,
    write: (beside: string) => Promise<void>,
  ): Promise<void> {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    const beside = `${path}.${ending}`;
    try {
      await write(beside);
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  }
  return {
    put: (name, content) =>
      place(name, randomBytes(6).toString("hex"), (beside) =>
        writeFile(beside, content, { mode: 0o600, flush: true }),
      ),
    async putStream(name, content) {
      await place(name, begun, (beside) => streamToFile(content, beside));
      return (await stat(join(folder, name))).size;
    },
    async open(name, part) {
      const path = join(folder, name);
      const size = await sizeOf(path);
      if (size === null) return null;
      const body = Readable.toWeb(createReadStream(path, part)) as ReadableStream<Uint8Array>;
      return { body, bytes: part ? part.end - part.start + 1 : size };
    },
    async remove(name) {
      await rm(join(folder, name), { force: true });
      await rm(join(folder, `${name}.${begun}`), { force: true });
    },
  };
}

/** Writes a stream into a file of this machine and waits until it is surely there. */
export async function streamToFile(content: ReadableStream<Uint8Array>, path: string): Promise<void> {
  const source = Readable.fromWeb(content as NodeStream<Uint8Array>);
  await pipeline(source, createWriteStream(path, { mode: 0o600, flush: true }));
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
