import { parentPort } from "node:worker_threads";
import { parseTable, type TableSource } from "./parse-table";
import type { ReadTable } from "./table";
import { CannotRead } from "./unreadable";

/** Answers the one message it is sent. A fault of ours is thrown, so that it is seen and not taken for the file's. */
parentPort?.once("message", async (source: TableSource) => {
  parentPort?.postMessage(await answer(source));
});

async function answer(source: TableSource): Promise<ReadTable> {
  try {
    return { ok: true, table: await parseTable(source) };
  } catch (error) {
    if (error instanceof CannotRead) return { ok: false, why: error.why };
    throw error;
  }
}
