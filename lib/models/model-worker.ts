import { parentPort } from "node:worker_threads";
import { inspectModel } from "./inspect-model";
import { NotAModel } from "./not-a-model";
import type { ReadModel } from "./read-model";

/** Answers the one message it is sent. A fault of ours is thrown, so that it is seen and not taken for the file's. */
parentPort?.once("message", async (bytes: Uint8Array) => {
  parentPort?.postMessage(await answer(bytes));
});

async function answer(bytes: Uint8Array): Promise<ReadModel> {
  try {
    return { ok: true, model: await inspectModel(bytes) };
  } catch (error) {
    if (error instanceof NotAModel) return { ok: false, message: error.message };
    throw error;
  }
}
