import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { Refusal } from "@/lib/access/errors";
import { SheetTooLong } from "./format/sheet";
import type { KeptReport } from "./kept-reports";
import { makeFile } from "./make-file";
import type { Said } from "./make-in-worker";

const say = (said: Said) => parentPort?.postMessage(said);

/** Nice value between a page's 0 and the least, 19. */
const BEHIND_PAGES = 10;

/** Pages come first where both want a processor; only Linux has priorities for single threads. */
function stepBack(): void {
  try {
    const thread = readlinkSync("/proc/thread-self").split("/").at(-1);
    setPriority(Number(thread), BEHIND_PAGES);
  } catch {
    // Elsewhere a thread has the priority of its process.
  }
}

// One report to a thread: it reads for minutes and ends with its file, on connections of its own.
parentPort?.once("message", async ({ report, now }: { report: KeptReport; now: Date }) => {
  stepBack();
  try {
    say({ made: await makeFile(report, { now, onRows: (rows) => say({ rows }) }) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say(
      error instanceof Refusal || error instanceof SheetTooLong ? { refused: message } : { failed: message },
    );
  }
});
