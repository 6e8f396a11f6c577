import { Worker } from "node:worker_threads";
import type { Learned, LearnFrom } from "@/lib/forecast/learn";

const MEGABYTES = 1024;
const MINUTES = 30;

/** Learns in a thread of its own. Throws where it ends without an answer, runs out of memory or takes half an hour. */
export function learnInWorker(from: LearnFrom): Promise<Learned | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./learn-worker.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    });
    const fail = (error: Error) => settle(() => reject(error));
    const timer = setTimeout(
      () => fail(new Error(`Learning took longer than ${MINUTES} minutes.`)),
      MINUTES * 60_000,
    );
    timer.unref();
    function settle(how: () => void): void {
      clearTimeout(timer);
      how();
      void worker.terminate();
    }
    worker.once("message", (answer: Learned | null) => settle(() => resolve(answer)));
    worker.once("error", fail);
    worker.once("exit", (code) => fail(new Error(`The learning thread ended with code ${code}.`)));
    worker.postMessage(from);
  });
}
