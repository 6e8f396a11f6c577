import { Worker } from "node:worker_threads";
import { refuseLarge, type TableSource } from "./parse-table";
import type { ReadTable } from "./table";
import { CannotRead, type Unreadable } from "./unreadable";

export type { ReadTable } from "./table";

/** How far one file may go before it is given up. */
type Confinement = { seconds: number; heapMegabytes: number };
const confinement: Confinement = { seconds: 120, heapMegabytes: 512 };

/** Files read at the same time in one process; more wait. */
const atOnce = 2;
let reading = 0;
const waiting: (() => void)[] = [];

/**
 * A file or pasted text → its table, read in a thread of its own with a limit on time and memory, so that others are
 * served meanwhile and a hostile file takes nothing down (trust.md, "files in are hostile").
 *
 * Answers with the reason and the way out for every file that cannot be read; rejects only for a fault of ours.
 */
export async function readTable(source: TableSource, within: Confinement = confinement): Promise<ReadTable> {
  try {
    refuseLarge(source);
  } catch (error) {
    if (error instanceof CannotRead) return { ok: false, why: error.why };
    throw error;
  }
  if (reading >= atOnce) await new Promise<void>((turn) => waiting.push(turn));
  else reading += 1;
  try {
    return await readConfined(source, within);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else reading -= 1;
  }
}

function readConfined(source: TableSource, { seconds, heapMegabytes }: Confinement): Promise<ReadTable> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./table-worker.mjs", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    const timer = setTimeout(
      () => settle(() => resolve({ ok: false, why: tooSlow(seconds) })),
      seconds * 1000,
    );
    function settle(how: () => void): void {
      clearTimeout(timer);
      how();
      void worker.terminate();
    }
    worker.once("message", (answer: ReadTable) => settle(() => resolve(answer)));
    worker.once("error", (error: NodeJS.ErrnoException) =>
      settle(() => {
        if (error.code === "ERR_WORKER_OUT_OF_MEMORY") resolve({ ok: false, why: tooHeavy });
        else reject(error);
      }),
    );
    worker.once("exit", (code) =>
      settle(() => reject(new Error(`The reading thread ended with code ${code}.`))),
    );
    worker.postMessage(source);
  });
}

const tooHeavy: Unreadable = {
  code: "too-heavy",
  problem: "It takes more memory to read than one file may have.",
  remedy: "Send only the rows and columns of the order, as CSV if you can.",
};

function tooSlow(seconds: number): Unreadable {
  return {
    code: "too-slow",
    problem: `It could not be read within ${seconds} seconds.`,
    remedy: "Send only the rows and columns of the order, as CSV if you can.",
  };
}
