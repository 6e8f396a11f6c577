import { Worker } from "node:worker_threads";
import type { Inspected } from "./inspect-model";

export type ReadModel = { ok: true; model: Inspected } | { ok: false; message: string };

/** How far one file may go before it is given up. */
const confinement = { seconds: 30, heapMegabytes: 512 };

/** Files read at the same time in one process; more wait. */
const atOnce = 2;
let reading = 0;
const waiting: (() => void)[] = [];

/**
 * A file → what model it is, read in a thread of its own with a limit on time and memory, so that others are served
 * meanwhile and a hostile file takes nothing down (trust.md, "files in are hostile"). Rejects only for a fault of ours.
 */
export async function readModel(bytes: Uint8Array, within = confinement): Promise<ReadModel> {
  if (reading >= atOnce) await new Promise<void>((turn) => waiting.push(turn));
  else reading += 1;
  try {
    return await readConfined(bytes, within);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else reading -= 1;
  }
}

function readConfined(bytes: Uint8Array, { seconds, heapMegabytes }: typeof confinement): Promise<ReadModel> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./model-worker.mjs", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    const timer = setTimeout(
      () => settle(() => resolve(refused(`It could not be read within ${seconds} seconds.`))),
      seconds * 1000,
    );
    function settle(how: () => void): void {
      clearTimeout(timer);
      how();
      void worker.terminate();
    }
    worker.once("message", (answer: ReadModel) => settle(() => resolve(answer)));
    worker.once("error", (error: NodeJS.ErrnoException) =>
      settle(() => {
        if (error.code === "ERR_WORKER_OUT_OF_MEMORY")
          resolve(refused("It takes more memory to read than one model may have."));
        else reject(error);
      }),
    );
    worker.once("exit", (code) =>
      settle(() => reject(new Error(`The reading thread ended with code ${code}.`))),
    );
    worker.postMessage(bytes);
  });
}

const refused = (problem: string): ReadModel => ({
  ok: false,
  message: `${problem} Reduce its polygons and textures and send it again.`,
});
