import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chooseIdentity, handOver, runAs } from "./choose-identity";
import { type Secrets, writeSecrets } from "./create-cluster";
import { findFreePort } from "./find-free-port";
import type { Binaries } from "./locate-binaries";
import type { Postmaster } from "./read-postmaster";

const takeLimit = 5 * 60_000;
const releaseLimit = 30_000;

/**
 * Starts PostgreSQL over a cluster and waits until it has taken it; connections may still be refused for a moment.
 * Throws with the server's own words when it ends.
 */
export async function launchServer(
  cluster: string,
  binaries: Binaries,
  secrets: Secrets,
  durable: boolean,
): Promise<Postmaster> {
  const identity = chooseIdentity(cluster);
  const port = await findFreePort(secrets.port);
  if (port !== secrets.port) {
    writeSecrets(cluster, { ...secrets, port });
    handOver(identity, join(cluster, "framewatch.json"));
  }
  const switches = durable ? "on" : "off";
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port: String(port),
    fsync: switches,
    synchronous_commit: switches,
    full_page_writes: switches,
    log_min_messages: "warning",
  };
  const args = [
    "-D",
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const command = runAs(identity, binaries.postgres, args);
  const logFile = `${cluster}.log`;
  const deadline = Date.now() + releaseLimit;
  for (;;) {
    const logStart = rotate(logFile);
    const log = openSync(logFile, "a", 0o600);
    // A session of its own, so that Ctrl-C in the terminal reaches the app first and the database last.
    const child = spawn(command.file, command.args, {
      ...command.options,
      cwd: cluster,
      detached: true,
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    child.unref();
    if (await stays(child, cluster)) return { pid: child.pid ?? 0, port };
    const reason = readFileSync(logFile, "utf8").slice(logStart).trim();
    // Children of a killed server need a moment to notice and to let go of its shared memory.
    const passing = /shared memory block|is still in use/i.test(reason) && Date.now() < deadline;
    if (!passing) throw new Error(`The embedded database did not start: ${reason || "see postgres.log"}`);
    await pause(250);
  }
}

/** Waits until the server has taken its cluster (true) or has ended (false). */
async function stays(child: ChildProcess, cluster: string): Promise<boolean> {
  let ended = false;
  child.once("error", () => {
    ended = true;
  });
  child.once("exit", () => {
    ended = true;
  });
  const deadline = Date.now() + takeLimit;
  while (!ended && Date.now() < deadline) {
    const pidFile = join(cluster, "postmaster.pid");
    const lines = existsSync(pidFile) ? readFileSync(pidFile, "utf8").split("\n") : [];
    if (Number(lines[0]) === child.pid && lines.length > 5) return true;
    await pause(10);
  }
  return false;
}

/** Keeps one old log file; returns where this start's lines begin. */
function rotate(logFile: string): number {
  if (!existsSync(logFile)) return 0;
  const { size } = statSync(logFile);
  if (size < 10_000_000) return size;
  renameSync(logFile, `${logFile}.old`);
  return 0;
}
