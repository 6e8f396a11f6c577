import { Worker } from "node:worker_threads";
import { Refusal } from "@/lib/access/errors";
import type { MakeFile } from "./make-file";

const MEGABYTES = 512;
/** Rows live no longer than their batch: room enough that they die young. */
const YOUNG_MEGABYTES = 64;

/** What the thread says: rows read since it last said so, then how it ended. */
export type Said =
  | { rows: number }
  | { made: { fileName: string; bytes: number } }
  | { refused: string }
  | { failed: string };

/** Makes a report's file in a thread of its own, so that pages are served meanwhile. What it refuses is a Refusal here too. */
export const makeInWorker: MakeFile = (report, { now, onRows }) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./report-worker.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    const settle = (how: () => void) => {
      how();
      void worker.terminate();
    };
    const fail = (error: Error) => settle(() => reject(error));
    worker.on("message", (said: Said) => {
      if ("rows" in said) onRows(said.rows);
      else if ("made" in said) settle(() => resolve(said.made));
      else fail("refused" in said ? new Refusal("not_possible", said.refused) : new Error(said.failed));
    });
    worker.once("error", fail);
    worker.once("exit", (code) => fail(new Error(`The thread of a report ended with code ${code}.`)));
    worker.postMessage({ report, now });
  });
