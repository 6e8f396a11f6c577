import { buffer } from "node:stream/consumers";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { Refusal } from "@/lib/access/errors";
import { log } from "@/lib/launch/log";
import { type Opened, type Part, store } from "@/lib/storage/store";

/** What a content is called in the store: its hash, so that the same file is kept once and a name can never reach elsewhere. */
function nameOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error("A file is named by its SHA-256.");
  return `files/${sha256.slice(0, 2)}/${sha256}`;
}

/** Keeps a content; a crash leaves a whole file or none. Throws a Refusal where the store will not, and logs why. */
export async function keepFile(sha256: string, content: Uint8Array): Promise<void> {
  const name = nameOf(sha256);
  try {
    await store().put(name, content);
  } catch (error) {
    log.error({ error }, "The file store did not keep a file");
    throw new Refusal(
      "not_possible",
      "The file could not be kept, because our file store does not take it at the moment; nothing was changed. Send it again in a few minutes. If it stays so, tell whoever runs Framewatch: the log says why.",
    );
  }
}

/** A kept content as a whole; rejects where it is not there. */
export async function readKeptFile(sha256: string): Promise<Buffer> {
  return buffer((await openKeptFile(sha256)).body as NodeStream<Uint8Array>);
}

/** Streams a part of a kept content, both ends included; rejects where it is not there before anything is answered. */
export async function streamKeptFile(sha256: string, part: Part): Promise<ReadableStream<Uint8Array>> {
  return (await openKeptFile(sha256, part)).body;
}

async function openKeptFile(sha256: string, part?: Part): Promise<Opened> {
  const opened = await store().open(nameOf(sha256), part);
  if (!opened) throw new Error(`The file ${sha256} is not in the store.`);
  return opened;
}
