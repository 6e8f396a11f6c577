import { type ChildProcess, fork } from "node:child_process";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { keepRunning } from "./keep-running";

/** Rows of a report live no longer than their batch: room enough that they die young. */
const YOUNG_MEGABYTES = 64;

/**
 * Runs the background work (`JOBS`) in one process beside those that serve pages, behind them where both want a
 * processor, and replaces it when it dies: pages go on without it.
 * @returns ends it: politely, and after ten seconds for good.
 */
export function startBackground(root: string, variables: Record<string, string>): () => Promise<void> {
  return keepRunning(() => {
    const child = fork(join(root, "lib", "launch", "background.ts"), [], {
      env: { ...process.env, ...variables },
      execArgv: [`--max-semi-space-size=${YOUNG_MEGABYTES}`, "--import", "tsx"],
    });
    stepBack(child);
    return child;
  });
}

/** Right after its start, so that the threads which it will begin are behind pages too: on Linux they inherit that. */
function stepBack({ pid }: ChildProcess): void {
  if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
}
