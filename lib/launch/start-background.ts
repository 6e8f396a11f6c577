import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { putBehindPages } from "./behind-pages";
import { keepRunning } from "./keep-running";

/** Rows of a report live no longer than their batch: room enough that they die young. */
const YOUNG_MEGABYTES = 64;

/**
 * Runs the background work (`JOBS`) in one process beside those that serve pages, behind them where both want a
 * processor, and replaces it when it dies: pages go on without it, and the next one takes up what it had begun.
 * @returns ends it: politely, and after ten seconds for good.
 */
export function startBackground(root: string, variables: Record<string, string>): () => Promise<void> {
  const holder = randomUUID();
  return keepRunning(() => {
    const child = fork(join(root, "lib", "launch", "background.ts"), [holder], {
      env: { ...process.env, ...variables },
      execArgv: [`--max-semi-space-size=${YOUNG_MEGABYTES}`, "--import", "tsx"],
    });
    // At once, so that the threads which it will begin are behind pages too: on Linux they inherit that.
    if (child.pid !== undefined) putBehindPages(child.pid);
    return child;
  });
}
