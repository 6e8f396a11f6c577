import { readFileSync } from "node:fs";
import { isAlive } from "@/db/embedded/read-postmaster";

/**
 * Tells whether the `npm` that started this process was killed: nothing else would then stop Framewatch
 * any more, and it would hold its port and data folder. Always false where npm did not start it.
 */
export function watchNpm(): () => boolean {
  if (process.env.npm_lifecycle_event === undefined) return () => false;
  const parent = process.ppid;
  const npm = parentBeyondShell(parent);
  return () => process.ppid !== parent || !isAlive(npm);
}

/** npm runs scripts through a shell, which replaces itself on some systems and stays in between on others. */
function parentBeyondShell(pid: number): number {
  if (process.platform !== "linux") return pid;
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    const name = status.slice(status.indexOf("(") + 1, status.lastIndexOf(")"));
    const parent = Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]);
    return /^(sh|dash|bash|ash)$/.test(name) && parent > 1 ? parent : pid;
  } catch {
    return pid;
  }
}
