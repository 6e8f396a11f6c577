import { constants, getPriority, setPriority } from "node:os";

const BEHIND = constants.priority.PRIORITY_BELOW_NORMAL;

/** Puts a process behind those that serve pages, where both want a processor; one that stands there or further back stays. */
export function putBehindPages(pid: number): void {
  if (getPriority(pid) < BEHIND) setPriority(pid, BEHIND);
}
