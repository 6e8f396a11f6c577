import { isId } from "@/lib/access/ids";
import { type Opened, store } from "@/lib/storage/store";

function nameOf(id: string): string {
  if (!isId(id)) throw new Error("A kept report is named by its id.");
  return `reports/${id}`;
}

/** Keeps a report's file while it is being made; a crash leaves a whole file or none. Answers its bytes. */
export const keepReport = (id: string, body: ReadableStream<Uint8Array>): Promise<number> =>
  store().putStream(nameOf(id), body);

/** A kept report's file from its beginning; null where it is no longer there. */
export const openKept = (id: string): Promise<Opened | null> => store().open(nameOf(id));

/** Removes a report's file. */
export const removeKept = (id: string): Promise<void> => store().remove(nameOf(id));
