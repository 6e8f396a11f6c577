import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { chooseIdentity, handOver, runAs } from "./choose-identity";
import { createCluster, readSecrets, type Secrets, writeSecrets } from "./create-cluster";
import { findFreePort } from "./find-free-port";
import { type Binaries, locateBinaries } from "./locate-binaries";
import { isAlive, type Postmaster, readPostmaster } from "./read-postmaster";

/** The embedded PostgreSQL server, accepting connections on a loopback TCP port. */
export interface EmbeddedServer {
  /** Connection string of the database `framewatch` as the role that owns it (no superuser). */
  url: string;
  /** The same server's maintenance database as superuser; for the launcher and tests only. */
  superuserUrl: string;
  /** Whether the server was found running, left by a launcher that was killed. */
  adopted: boolean;
  /** Whether the server process is still there. */
  isAlive(): boolean;
  /** Ends all sessions, writes everything and waits until the server is gone. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Where the cluster is or will be; its parent is made when missing. */
  directory: string;
  /** False only for throw-away test clusters: no fsync, no synchronous commit. */
  durable?: boolean;
}

const startLimit = 5 * 60_000;
const stopLimit = 30_000;

/**
 * Starts the embedded server: creates the cluster on first use, adopts a server that is still alive,
 * recovers after a crash, and makes sure of the role and database `framewatch`. Throws in plain words.
 */
export async function startServer({ directory, durable = true }: StartOptions): Promise<EmbeddedServer> {
  const cluster = resolve(directory);
  const binaries = locateBinaries();
  if (!existsSync(cluster)) await createCluster(cluster, binaries, chooseIdentity(cluster));
  const secrets = readSecrets(cluster);
  const running = readPostmaster(cluster);
  const server = running ?? (await launch(cluster, binaries, secrets, durable));
  const superuserUrl = `postgres://postgres:${secrets.superuserPassword}@127.0.0.1:${server.port}/postgres`;
  try {
    await prepareDatabase(superuserUrl, secrets, server);
  } catch (error) {
    if (running === null) await stop(server);
    throw error;
  }
  return {
    url: `postgres://framewatch:${secrets.ownerPassword}@127.0.0.1:${server.port}/framewatch`,
    superuserUrl,
    adopted: running !== null,
    isAlive: () => isAlive(server.pid),
    stop: () => stop(server),
  };
}

async function launch(
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
  const deadline = Date.now() + stopLimit;
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
  const deadline = Date.now() + startLimit;
  while (!ended && Date.now() < deadline) {
    const pidFile = join(cluster, "postmaster.pid");
    if (existsSync(pidFile) && readFileSync(pidFile, "utf8").split("\n").length > 5) return true;
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

async function prepareDatabase(superuserUrl: string, secrets: Secrets, server: Postmaster): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await whenAccepting(() => sql`select 1`, server);
    const [role] = await sql`select 1 from pg_roles where rolname = 'framewatch'`;
    if (!role)
      await sql.unsafe(`create role framewatch login createrole password '${secrets.ownerPassword}'`);
    const [database] = await sql`select 1 from pg_database where datname = 'framewatch'`;
    if (!database) await sql.unsafe("create database framewatch owner framewatch");
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Retries while the server starts up or replays its log (57P03), as long as its process lives. */
async function whenAccepting(attempt: () => Promise<unknown>, server: Postmaster): Promise<void> {
  const deadline = Date.now() + startLimit;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      const code = (error as { code?: string }).code ?? "";
      const passing = ["57P03", "ECONNREFUSED", "ECONNRESET", "CONNECTION_CLOSED"].includes(code);
      if (!passing || !isAlive(server.pid) || Date.now() > deadline) throw error;
      await pause(25);
    }
  }
}

async function stop(server: Postmaster): Promise<void> {
  signal(server.pid, "SIGINT");
  if (await gone(server.pid, stopLimit)) return;
  // Without a checkpoint the next start replays the log; nothing committed is lost.
  signal(server.pid, "SIGQUIT");
  await gone(server.pid, stopLimit);
}

async function gone(pid: number, limit: number): Promise<boolean> {
  const deadline = Date.now() + limit;
  while (isAlive(pid) && Date.now() < deadline) await pause(20);
  return !isAlive(pid);
}

function signal(pid: number, name: NodeJS.Signals): void {
  if (isAlive(pid)) process.kill(pid, name);
}
