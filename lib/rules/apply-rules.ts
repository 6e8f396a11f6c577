import { eq, sql } from "drizzle-orm";
import { settings } from "@/db/schema";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { record } from "@/lib/events/record";
import { type OpenStay, openStayColumns, resetDeadlines } from "@/lib/variants/reset-deadlines";
import { rulesInForce } from "@/lib/variants/rules";

const system: Actor = { kind: "system", job: "apply rules" };
const KEY = "deadlines";

/** Open stays looked at in one transaction: fast, and others wait little. */
export const CHUNK = 500;

/** How far the rules in force have reached the open stays. */
export interface Applying {
  /** Versions of calendar and policy it applies, or applied last; 0 is the default of a new installation. */
  calendar: number;
  policy: number;
  /** The last stay looked at; null before the first. */
  after: { organisationId: string; id: string } | null;
  looked: number;
  changed: number;
  startedAt: string;
  /** Null while it runs. */
  finishedAt: string | null;
}

/**
 * Rewrites the deadlines of every open stay after the calendar or the policy was changed. It finds out by itself that
 * there is something to do, and notes its place with each chunk, so a killed run goes on and a repeated one changes
 * nothing. Answers how many deadlines it changed. Source: domain.md, "Time".
 */
export async function applyRules(
  now: Date,
  { chunk = CHUNK, most = Number.POSITIVE_INFINITY } = {},
): Promise<number> {
  let changed = 0;
  for (let done = 0; done < most; done += 1) {
    const step = await asActor(system, (tx) => applyChunk(tx, now, chunk));
    if (step === null) break;
    changed += step;
  }
  return changed;
}

/** How far it is; null where the defaults of a new installation were never changed. */
export async function readApplying(tx: Tx): Promise<Applying | null> {
  const [row] = await tx.select({ value: settings.value }).from(settings).where(eq(settings.key, KEY));
  return (row?.value as Applying | undefined) ?? null;
}

/** One chunk; null where there is nothing to do. */
async function applyChunk(tx: Tx, now: Date, chunk: number): Promise<number | null> {
  const newest = await newestVersions(tx);
  const [row] = await tx.select().from(settings).where(eq(settings.key, KEY)).for("update");
  const kept = row?.value as Applying | undefined;
  const known = kept ?? { calendar: 0, policy: 0, finishedAt: "" };
  const isNew = known.calendar !== newest.calendar || known.policy !== newest.policy;
  if (!isNew && known.finishedAt !== null) return null;
  const from =
    kept && !isNew
      ? kept
      : { ...newest, after: null, looked: 0, changed: 0, startedAt: now.toISOString(), finishedAt: null };
  const stays = await lockStays(tx, from.after, chunk);
  const changed = await resetDeadlines(tx, stays, await rulesInForce(tx));
  const last = stays.at(-1);
  await keep(tx, {
    ...from,
    after: last ? { organisationId: last.organisation_id, id: last.id } : from.after,
    looked: from.looked + stays.length,
    changed: from.changed + changed.length,
    finishedAt: stays.length < chunk ? now.toISOString() : null,
  });
  await tell(tx, changed, now);
  return changed.length;
}

async function newestVersions(tx: Tx): Promise<{ calendar: number; policy: number }> {
  const [row] = await tx.execute<{ calendar: number; policy: number }>(sql`
    select coalesce((select max(version) from calendar_versions), 0) as calendar,
      coalesce((select max(version) from policy_versions), 0) as policy`);
  return { calendar: row?.calendar ?? 0, policy: row?.policy ?? 0 };
}

function lockStays(tx: Tx, after: Applying["after"], chunk: number): Promise<OpenStay[]> {
  const rest = after
    ? sql`and (organisation_id, id) > (${after.organisationId}::uuid, ${after.id}::uuid)`
    : sql``;
  return tx.execute<OpenStay & Record<string, unknown>>(sql`
    select ${openStayColumns} from variants where place not in ('validated', 'cancelled') ${rest}
    order by organisation_id, id limit ${chunk} for update`);
}

async function keep(tx: Tx, value: Applying): Promise<void> {
  await tx
    .insert(settings)
    .values({ key: KEY, value })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: sql`now()` } });
}

async function tell(tx: Tx, changed: OpenStay[], at: Date): Promise<void> {
  const batches = new Map<string, Set<string>>();
  for (const { organisation_id, batch_id } of changed)
    batches.set(organisation_id, (batches.get(organisation_id) ?? new Set()).add(batch_id));
  await record(
    tx,
    [...batches].map(([organisationId, batchIds]) => ({
      organisationId,
      topic: "variants" as const,
      subject: { event: "deadlines", batchIds: [...batchIds] },
      at,
    })),
  );
}
