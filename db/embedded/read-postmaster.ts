import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** A PostgreSQL server that is running over a cluster directory. */
export interface Postmaster {
  pid: number;
  port: number;
}

/**
 * The server that still runs over a cluster (absolute path), if any: one that outlived its launcher is found here. A pid
 * file whose process is gone, or is some other program that was given the number since, is removed.
 */
export function readPostmaster(directory: string): Postmaster | null {
  const path = join(directory, "postmaster.pid");
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, "utf8").split("\n");
  const pid = Math.abs(Number(lines[0]));
  const port = Number(lines[3]);
  if (Number.isInteger(pid) && pid > 0 && servesCluster(pid, directory)) return { pid, port };
  rmSync(path, { force: true });
  return null;
}

/** Whether a process with this id exists and has not ended (one that nobody waits for counts as ended). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  if (process.platform !== "linux") return true;
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    return status.slice(status.lastIndexOf(")") + 2, status.lastIndexOf(")") + 3) !== "Z";
  } catch {
    return false;
  }
}

/** Our servers are started with their folder on the command line, which no other process shares. */
function servesCluster(pid: number, directory: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux")
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout.includes(
      ` -D ${directory} `,
    );
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`\0-D\0${directory}\0`);
  } catch {
    return false;
  }
}
