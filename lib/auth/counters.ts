import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { asActor, type Tx } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import type { Counter } from "./attempt-rule";

const system = { kind: "system", job: "limits" } as const;

/** A counter's key: a digest, so that no address of a person or a machine is kept. */
export const counterKey = (...parts: string[]): string =>
  createHash("sha256").update(parts.join("\n")).digest("base64url");

/**
 * Locks counters for the rest of the transaction, in one order so that nobody waits in a circle; a window that is over,
 * or was never begun, begins now with 0 points and `window` milliseconds.
 */
export async function lockCounters(
  tx: Tx,
  wanted: { key: string; window: number }[],
  now: Date,
): Promise<Counter[]> {
  const at = now.toISOString();
  const rows = [...wanted]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, window }) => {
      const end = new Date(now.getTime() + window).toISOString();
      return sql`(${key}, 0, ${at}::timestamptz, ${end}::timestamptz)`;
    });
  const found = await tx.execute<{ key: string; points: number; last: number; resets: number }>(sql`
    insert into limits (key, points, last_at, resets_at) values ${sql.join(rows, sql`, `)}
    on conflict (key) do update set
      points = case when limits.resets_at <= ${at}::timestamptz then 0 else limits.points end,
      resets_at = case when limits.resets_at <= ${at}::timestamptz then excluded.resets_at else limits.resets_at end
    returning key, points, (extract(epoch from last_at) * 1000)::float8 as last,
      (extract(epoch from resets_at) * 1000)::float8 as resets`);
  const counters = new Map(
    found.map((row) => [
      row.key,
      { points: row.points, lastAt: new Date(row.last), resetsAt: new Date(row.resets) },
    ]),
  );
  return wanted.map(({ key }) => counters.get(key)!);
}

/** Adds points (or takes them back, down to 0) in the running windows of counters. */
export async function addPoints(tx: Tx, keys: string[], points: number, now: Date): Promise<void> {
  const list = sql.join(
    keys.map((key) => sql`${key}`),
    sql`, `,
  );
  const touched = points > 0 ? sql`${now.toISOString()}::timestamptz` : sql`last_at`;
  await tx.execute(sql`
    update limits set points = greatest(0, points + ${points}::int), last_at = ${touched} where key in (${list})`);
}

/** How a thing is limited: so many times in so many milliseconds. */
export interface Limit {
  most: number;
  window: number;
}

/**
 * Counts one use of `name` by `subject` (an address, a link, an account) and throws a Refusal (`limited`) that says when
 * to come back once the window is full. Counted in the database, so for all processes together.
 */
export async function takePoint(name: string, subject: string, limit: Limit, now: Date): Promise<void> {
  const key = counterKey(name, subject);
  const wait = await asActor(system, async (tx) => {
    const [counter] = await lockCounters(tx, [{ key, window: limit.window }], now);
    if (counter!.points >= limit.most) return counter!.resetsAt.getTime() - now.getTime();
    await addPoints(tx, [key], 1, now);
    return 0;
  });
  if (wait > 0) throw tooMany(wait);
}

/** Removes counters whose window is over, leaving those that somebody holds right now to the next time. */
export async function clearCounters(tx: Tx, now: Date): Promise<void> {
  await tx.execute(sql`
    delete from limits where key in (
      select key from limits where resets_at <= ${now.toISOString()}::timestamptz limit 500 for update skip locked)`);
}

/** Too many attempts, with the wait in milliseconds put in words. */
export function tooMany(wait: number): Refusal {
  const seconds = Math.ceil(wait / 1000);
  const words = seconds < 60 ? plural(seconds, "second") : plural(Math.ceil(seconds / 60), "minute");
  return new Refusal("limited", `Too many attempts. Try again in ${words}.`, { retryAfter: seconds });
}

const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;
