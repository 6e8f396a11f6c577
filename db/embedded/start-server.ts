import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { chooseIdentity } from "./choose-identity";
import { createCluster, readSecrets, type Secrets } from "./create-cluster";
import { launchServer } from "./launch-server";
import { locateBinaries } from "./locate-binaries";
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
  const found = readPostmaster(cluster);
  if (found) {
    try {
      return await open(found, secrets, true);
    } catch (error) {
      // It may have been about to end; otherwise it is there and does not let us in.
      if (isAlive(found.pid)) throw error;
    }
  }
  const server = await launchServer(cluster, binaries, secrets, durable);
  try {
    return await open(server, secrets, false);
  } catch (error) {
    await stop(server);
    throw error;
  }
}

async function open(server: Postmaster, secrets: Secrets, adopted: boolean): Promise<EmbeddedServer> {
  const superuserUrl = `postgres://postgres:${secrets.superuserPassword}@127.0.0.1:${server.port}/postgres`;
  await prepareDatabase(superuserUrl, secrets, server);
  return {
    url: `postgres://framewatch:${secrets.ownerPassword}@127.0.0.1:${server.port}/framewatch`,
    superuserUrl,
    adopted,
    isAlive: () => isAlive(server.pid),
    stop: () => stop(server),
  };
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
