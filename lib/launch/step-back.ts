import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { env } from "@/lib/env";
import { putBehindPages } from "./behind-pages";

/**
 * Puts the database's process behind a transaction behind those of pages, for as long as its connection lives: only where
 * the database is the embedded one, and on a connection that serves no page.
 */
export async function stepBackInDatabase(tx: Tx): Promise<void> {
  const [backend] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  try {
    const pid = backend?.pid ?? 0;
    if (isEmbedded(pid)) putBehindPages(pid);
  } catch {
    // The process is not on this machine, or not ours.
  }
}

/** Whether a process was begun by the server over our own cluster. */
function isEmbedded(pid: number): boolean {
  const status = readFileSync(`/proc/${pid}/stat`, "utf8");
  const parent = status.slice(status.lastIndexOf(")") + 2).split(" ")[1];
  const cluster = join(env().FRAMEWATCH_DATA, "postgres");
  return readFileSync(`/proc/${parent}/cmdline`, "utf8").includes(`\0-D\0${cluster}\0`);
}
