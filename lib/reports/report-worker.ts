import { parentPort } from "node:worker_threads";
import { Refusal } from "@/lib/access/errors";
import { stepBack, stepBackInDatabase } from "@/lib/launch/step-back";
import { SheetTooLong } from "./format/sheet";
import type { KeptReport } from "./kept-reports";
import { makeFile } from "./make-file";
import type { Said } from "./make-in-worker";

const say = (said: Said) => parentPort?.postMessage(said);

// One report to a thread: it reads for minutes and ends with its file, on connections of its own.
parentPort?.once("message", async ({ report, now }: { report: KeptReport; now: Date }) => {
  stepBack();
  try {
    const onRows = (rows: number) => say({ rows });
    say({ made: await makeFile(report, { now, onRows, onBegin: stepBackInDatabase }) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say(
      error instanceof Refusal || error instanceof SheetTooLong ? { refused: message } : { failed: message },
    );
  }
});
