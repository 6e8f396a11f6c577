import { sql } from "drizzle-orm";
import { promiseChecks, promises } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { subjectCounts } from "@/lib/batches/place-counts";
import { type Alike, reckon, variantsAlike } from "@/lib/batches/reckon";
import { conditionStanding, standingPromises } from "@/lib/batches/standing-promises";
import { record } from "@/lib/events/record";
import { promiseAfter, promisedBy, type Shift, shareLearned, shiftOf } from "@/lib/forecast/promise";
import { type Happened, reasonsOf } from "@/lib/forecast/promise-reasons";
import { learnedBefore } from "@/lib/learning/learned-in-force";
import { type PlaceCounts, progressOf } from "@/lib/lifecycle/progress";
import type { Rules } from "@/lib/variants/rules";
import { readHappened } from "./read-happened";

export interface Batch {
  organisationId: string;
  batchId: string;
}

/** How the variants of a batch stand. */
export interface Standing {
  alike: Alike[];
  counts: PlaceCounts;
}

/** The rules in force, and their versions. */
export interface VersionedRules extends Rules {
  calendarVersion: number;
  policyVersion: number;
  modelVersion: number;
}

/**
 * Reckons a batch's dates anew and writes into the ledger what gives way, with the reasons; answers the shift, null
 * where what stands still holds. Only for the system. Several at once take turns, so a change is written once.
 */
export async function refreshPromise(
  tx: Tx,
  batch: Batch,
  { rules, now }: { rules: VersionedRules; now: Date },
  read: (tx: Tx, batch: Batch) => Promise<Standing> = standNow,
): Promise<Shift | null> {
  if (!(await takeTurn(tx, batch, now))) return null;
  const stands =
    (await standingPromises(tx, batch.organisationId, [batch.batchId])).get(batch.batchId) ?? null;
  if (stands && stands.at > now) return null;
  const { alike, counts } = await read(tx, batch);
  const { active, buckets } = progressOf(counts);
  const isReady = active > 0 && buckets.ready + buckets.validated === active;
  const decidedBy = conditionStanding(stands, now);
  const found = reckon(alike, { rules, now, decidedBy });
  const next = promisedBy(found.estimate, isReady);
  const shift = shiftOf(stands, next, { calendar: rules.calendar, now });
  if (!shift) return null;
  const since = stands?.at ?? new Date(0);
  const happened = {
    ...(await readHappened(tx, batch, { since, now, alike, calendar: rules.calendar })),
    limitsChanged: stands !== null && stands.policyVersion !== rules.policyVersion,
    calendarChanged: stands !== null && stands.calendarVersion !== rules.calendarVersion,
    learned: await learnedSince(tx, rules, stands, (before) => {
      const without = promisedBy(reckon(alike, { rules: before, now, decidedBy }).estimate, isReady);
      return shareLearned(stands, { next, without }, { calendar: rules.calendar, now });
    }),
    overTime: found.late,
  };
  const { kind, expected, ifApproved } = promiseAfter(stands, next, shift);
  const { rejected, error } = found.estimate.notIncluded;
  await tx.insert(promises).values({
    ...batch,
    version: (stands?.version ?? 0) + 1,
    kind,
    expectedFrom: expected?.from ?? null,
    expectedTo: expected?.to ?? null,
    approvedFrom: ifApproved?.from ?? null,
    approvedTo: ifApproved?.to ?? null,
    decidedBy: ifApproved?.decidedBy ?? null,
    approvedCount: ifApproved?.count ?? null,
    readyAt: kind === "ready" ? await lastCompleted(tx, batch, now) : null,
    variants: found.estimate.expected?.count ?? 0,
    leftOut: rejected + error,
    reasons: reasonsOf(shift, kind === "ready", happened),
    calendarVersion: rules.calendarVersion,
    policyVersion: rules.policyVersion,
    modelVersion: rules.modelVersion,
    at: now,
  });
  const subject = { batchIds: [batch.batchId], event: "promise" };
  await record(tx, [{ organisationId: batch.organisationId, topic: "batches", subject, at: now }]);
  return shift;
}

/** What learning did to a date, asked with the rules in force before it was learned last; null where nothing was since. */
async function learnedSince(
  tx: Tx,
  rules: VersionedRules,
  stands: { modelVersion: number } | null,
  share: (before: Rules) => "all" | "most" | null,
): Promise<Happened["learned"]> {
  if (!stands || stands.modelVersion === rules.modelVersion) return null;
  const did = share({ ...rules, learned: await learnedBefore(tx, rules.modelVersion) });
  return did && { did, forTheFirstTime: stands.modelVersion === 0 };
}

/** Waits until nobody else reckons this batch and notes that it was done; false where it is gone or merged. */
async function takeTurn(tx: Tx, { organisationId, batchId }: Batch, now: Date): Promise<boolean> {
  const [batch] = await tx.execute(sql`
    select 1 from batches where organisation_id = ${organisationId} and id = ${batchId} and merged_into is null`);
  if (!batch) return false;
  await tx
    .insert(promiseChecks)
    .values({ organisationId, batchId, checkedAt: now })
    .onConflictDoUpdate({
      target: [promiseChecks.organisationId, promiseChecks.batchId],
      set: { checkedAt: sql`greatest(${promiseChecks.checkedAt}, excluded.checked_at)` },
    });
  return true;
}

async function standNow(tx: Tx, { organisationId, batchId }: Batch): Promise<Standing> {
  const [alike, counts] = await Promise.all([
    variantsAlike(tx, organisationId, "batch", [batchId]),
    subjectCounts(tx, organisationId, "batch", batchId),
  ]);
  return { alike: alike.get(batchId) ?? [], counts };
}

async function lastCompleted(tx: Tx, { organisationId, batchId }: Batch, now: Date): Promise<Date> {
  const [row] = await tx.execute<{ at: string | null }>(sql`
    select max(t.at) as at from transitions t
    join variants v on v.organisation_id = t.organisation_id and v.id = t.variant_id
    where v.organisation_id = ${organisationId} and v.batch_id = ${batchId} and t.event = 'complete' and t.at <= ${now.toISOString()}`);
  return row?.at ? new Date(row.at) : now;
}
