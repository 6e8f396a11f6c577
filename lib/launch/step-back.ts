import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";

/** Nice value between a page's 0 and the least, 19. */
const BEHIND_PAGES = 10;

/** Puts the calling thread behind pages where both want a processor; only Linux has priorities for single threads. */
export function stepBack(): void {
  try {
    const thread = readlinkSync("/proc/thread-self").split("/").at(-1);
    setPriority(Number(thread), BEHIND_PAGES);
  } catch {
    // Elsewhere a thread has the priority of its process.
  }
}
