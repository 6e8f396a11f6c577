import { sql } from "drizzle-orm";
import { asActor, type Tx } from "@/lib/access/actor";
import { waitBefore } from "./attempt-rule";
import type { Clock } from "./clock";
import { addPoints, clearCounters, counterKey, lockCounters, tooMany } from "./counters";

const system = { kind: "system", job: "sign-in" } as const;
const minute = 60_000;
const windows = { pair: 15 * minute, account: 60 * minute, address: 15 * minute };
const rememberAddress = 90 * 24 * 60 * minute;
/** Shorter waits are sat out here, so that a person who mistyped notices a pause and no refusal. */
const patience = 5000;

/** Who tries to sign in from where. `account` is the e-mail address as typed, lower-cased; it need not exist. */
export interface Attempt {
  account: string;
  address: string;
}

function keysOf({ account, address }: Attempt) {
  return {
    pair: counterKey("sign-in", account, address),
    account: counterKey("sign-in account", account),
    address: counterKey("sign-in address", address),
    known: counterKey("signed in", account, address),
  };
}

/**
 * Counts an attempt before it is judged, so that attempts side by side cannot slip through; `attemptSucceeded` takes it
 * back. Throws a Refusal (`limited`) that says when to come back. Knows only the name typed, never whether it exists.
 */
export async function beginAttempt(attempt: Attempt, clock: Clock): Promise<void> {
  let waited = 0;
  for (;;) {
    const now = clock.now();
    const wait = await asActor(system, (tx) => tryAttempt(tx, attempt, now));
    if (wait === 0) return;
    waited += wait;
    if (waited > patience) throw tooMany(wait);
    await clock.pause(wait);
  }
}

type Keys = ReturnType<typeof keysOf>;

function lockAll(tx: Tx, keys: Keys, now: Date) {
  const kinds = ["pair", "account", "address"] as const;
  return lockCounters(
    tx,
    kinds.map((kind) => ({ key: keys[kind], window: windows[kind] })),
    now,
  );
}

async function tryAttempt(tx: Tx, attempt: Attempt, now: Date): Promise<number> {
  const keys = keysOf(attempt);
  const [pair, account, address] = await lockAll(tx, keys, now);
  const remembered = await tx.execute(
    sql`select 1 from limits where key = ${keys.known} and resets_at > ${now.toISOString()}::timestamptz`,
  );
  const counters = { known: remembered.length > 0, pair: pair!, account: account!, address: address! };
  const wait = waitBefore(counters, now);
  if (wait === 0) await addPoints(tx, [keys.pair, keys.account, keys.address], 1, now);
  return wait;
}

/** Takes a right attempt back and remembers the address as one of the account's own for 90 days. */
export async function attemptSucceeded(tx: Tx, attempt: Attempt, now: Date): Promise<void> {
  const keys = keysOf(attempt);
  await lockAll(tx, keys, now);
  await addPoints(tx, [keys.account, keys.address], -1, now);
  await tx.execute(sql`delete from limits where key = ${keys.pair}`);
  const end = new Date(now.getTime() + rememberAddress).toISOString();
  const at = now.toISOString();
  await tx.execute(sql`
    insert into limits (key, points, last_at, resets_at) values (${keys.known}, 0, ${at}::timestamptz, ${end}::timestamptz)
    on conflict (key) do update set last_at = excluded.last_at, resets_at = excluded.resets_at`);
  await clearCounters(tx, now);
}
