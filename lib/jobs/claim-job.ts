import { and, eq, sql } from "drizzle-orm";
import { settings } from "@/db/schema";
import { asActor, type Tx } from "@/lib/access/actor";

/** How long a claim holds without being renewed; what a killed process had claimed is free again after it. */
export const leaseMs = 40_000;

const system = { kind: "system", job: "jobs" } as const;
const unseen = { unseen: true } as const;
const keyOf = (name: string) => `job:${name}`;

/** What is kept of a job between its runs. */
interface Progress {
  holder: string | null;
  /** Milliseconds since 1970: held until; due next. */
  leasedUntil: number;
  dueAt: number;
  finishedAt: string | null;
  failure: string | null;
}

const held = (name: string, holder: string) =>
  and(eq(settings.key, keyOf(name)), eq(sql`${settings.value} ->> 'holder'`, holder));

/** Claims a job that is due for `holder`; false where it is not due, or another process runs it. */
export function claimJob(name: string, holder: string, now: Date): Promise<boolean> {
  const claimed = async (tx: Tx) => {
    const at = now.getTime();
    const value: Progress = { holder: null, leasedUntil: 0, dueAt: 0, finishedAt: null, failure: null };
    const free = sql`(${settings.value} ->> 'leasedUntil')::bigint <= ${at} and (${settings.value} ->> 'dueAt')::bigint <= ${at}`;
    const claim = () =>
      change(tx, sql`${eq(settings.key, keyOf(name))} and ${free}`, { holder, leasedUntil: at + leaseMs });
    if (await claim()) return true;
    const made = await tx
      .insert(settings)
      .values({ key: keyOf(name), value })
      .onConflictDoNothing()
      .returning({ key: settings.key });
    return made.length > 0 && claim();
  };
  return asActor(system, claimed, unseen);
}

/** Holds a claim for longer; false where it was lost meanwhile. */
export function renewJob(name: string, holder: string, now: Date): Promise<boolean> {
  const longer = { leasedUntil: now.getTime() + leaseMs };
  return asActor(system, (tx) => change(tx, held(name, holder), longer), unseen);
}

/** Gives a claim back and notes when the job is due again, and why it failed if it did. */
export function finishJob(
  name: string,
  holder: string,
  { now, dueAt, failure }: { now: Date; dueAt: Date; failure: string | null },
): Promise<boolean> {
  const outcome: Partial<Progress> = {
    holder: null,
    leasedUntil: 0,
    dueAt: dueAt.getTime(),
    finishedAt: now.toISOString(),
    failure,
  };
  return asActor(system, (tx) => change(tx, held(name, holder), outcome), unseen);
}

/** Gives back all that `holder` had claimed and not finished: it is due as before. */
export async function giveBackJobs(holder: string): Promise<void> {
  const free: Partial<Progress> = { holder: null, leasedUntil: 0 };
  const all = sql`${settings.key} like ${keyOf("%")} and ${settings.value} ->> 'holder' = ${holder}`;
  await asActor(system, (tx) => change(tx, all, free), unseen);
}

async function change(tx: Tx, where: ReturnType<typeof and>, fields: Partial<Progress>): Promise<boolean> {
  const rows = await tx
    .update(settings)
    .set({ value: sql`${settings.value} || ${JSON.stringify(fields)}::jsonb`, updatedAt: sql`now()` })
    .where(where)
    .returning({ key: settings.key });
  return rows.length > 0;
}
