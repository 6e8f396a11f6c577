import { parentPort } from "node:worker_threads";
import { Refusal } from "@/lib/access/errors";
import { stepBack, stepBackInDatabase } from "@/lib/launch/step-back";
import { SheetTooLong } from "./format/sheet";
import type { KeptReport } from "./kept-reports";
import type { Said } from "./make-in-worker";

const say = (said: Said) => parentPort?.postMessage(said);

/** Milliseconds between two words about rows: each wakes the thread that serves pages. */
const SAY_EVERY = 500;

/** Says how many rows were read since it last did; the last of them when asked to. */
function counting(): { onRows(rows: number): void; sayRest(): void } {
  let rows = 0;
  let saidAt = performance.now();
  const sayRest = () => {
    say({ rows });
    rows = 0;
    saidAt = performance.now();
  };
  const onRows = (more: number) => {
    rows += more;
    if (performance.now() - saidAt >= SAY_EVERY) sayRest();
  };
  return { onRows, sayRest };
}

// One report to a thread: it reads for minutes and ends with its file, on connections of its own. It has stepped back
// before it loads what makes the report, which is half a second of work.
parentPort?.once("message", async ({ report, now }: { report: KeptReport; now: Date }) => {
  stepBack();
  try {
    const { makeFile } = await import("./make-file");
    const { onRows, sayRest } = counting();
    const made = await makeFile(report, { now, onRows, onBegin: stepBackInDatabase });
    sayRest();
    say({ made });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say(
      error instanceof Refusal || error instanceof SheetTooLong ? { refused: message } : { failed: message },
    );
  }
});
