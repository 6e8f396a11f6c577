import type { ChildProcess } from "node:child_process";
import { endProcess } from "./shutdown";

const lifeOfGoodStart = 10_000;
const longestPause = 60_000;

/**
 * Starts a process and replaces it when it dies; one that dies soon after its start, after a pause that doubles. Each
 * such death is told to `onQuickDeath` with how many came in a row.
 * @returns ends it: politely, and after ten seconds for good.
 */
export function keepRunning(
  start: () => ChildProcess,
  onQuickDeath: (inARow: number) => void = () => {},
): () => Promise<void> {
  let stopping = false;
  let quickDeaths = 0;
  let child = begin();

  function begin(): ChildProcess {
    const startedAt = Date.now();
    const begun = start();
    begun.once("exit", () => {
      if (stopping) return;
      quickDeaths = Date.now() - startedAt < lifeOfGoodStart ? quickDeaths + 1 : 0;
      if (quickDeaths > 0) onQuickDeath(quickDeaths);
      const pause = quickDeaths > 0 ? Math.min(100 * 2 ** quickDeaths, longestPause) : 0;
      setTimeout(() => {
        if (!stopping) child = begin();
      }, pause);
    });
    return begun;
  }

  return async () => {
    stopping = true;
    await endProcess(child);
  };
}
