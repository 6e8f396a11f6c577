import { sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/as-actor";
import type { Alike } from "@/lib/batches/reckon";
import type { Learned } from "@/lib/forecast/learn";
import { learnAlong, NOT_LOOKED_BACK } from "@/lib/forecast/look-back";
import { historiesOf } from "@/lib/forecast/past-variants";
import { workingDaysBetween } from "@/lib/forecast/replay-batches";
import { keepLearned } from "@/lib/insights/learn/learn-model";
import { readPast } from "@/lib/insights/learn/read-past";
import { NO_COUNTS, type PlaceCounts } from "@/lib/lifecycle/progress";
import { type Batch, refreshPromise, type Standing } from "@/lib/promises/refresh-promise";
import { versionedRules } from "@/lib/promises/refresh-promises";
import { rulesInForce } from "@/lib/variants/rules";

const system = { kind: "system", job: "promises" } as const;
/** A variant's stay, as its history keeps it. */
type Stay = Omit<Alike, "subject_id" | "n"> & { variant_id: string; until: string | null };

/** Business days ago on which history was learned from: with some of it, before the open batches were ordered, and now. */
const LEARNED_AGO: ReadonlySet<number> = new Set([100, 20, 0]);

/**
 * Fills the ledger of every batch with the dates the product would have shown, had it reckoned them once each working
 * day and learned now and then. What it learned last stays in force, so no date jumps once the product runs.
 */
export async function tellPromises(now: Date): Promise<void> {
  const [batches, learned] = [await readBatches(now), await learnOnTheWay(now)];
  await tellBetween(batches, Number.NEGATIVE_INFINITY, learned[0]?.at.getTime());
  for (const [i, one] of learned.entries()) {
    await asActor(system, (tx) => keepLearned(tx, one, one.at));
    await tellBetween(batches, one.at.getTime(), learned[i + 1]?.at.getTime());
  }
}

/** Reckons each batch on its working days from one moment until before another. */
async function tellBetween(batches: Told[], from: number, until = Number.POSITIVE_INFINITY): Promise<void> {
  const rules = await asActor(system, versionedRules);
  for (const { batch, stays, days } of batches)
    await asActor(system, async (tx) => {
      for (const at of days.filter((day) => from <= day && day < until).map((day) => new Date(day)))
        await refreshPromise(tx, batch, { rules, now: at }, async () => standingAt(stays, batch.batchId, at));
    });
}

type LearnedAt = Learned & { at: Date };

async function learnOnTheWay(now: Date): Promise<LearnedAt[]> {
  const { variants, ...rules } = await asActor(system, async (tx) => {
    return { ...(await rulesInForce(tx)), variants: await readPast(tx, now) };
  });
  const histories = historiesOf(variants, rules.calendar, now);
  const past = { ...rules, variants, histories, now: now.getTime() };
  const { models } = learnAlong(past, (day, all) => LEARNED_AGO.has(all - 1 - day));
  return models.map(({ model, cases, apart }) => ({
    ...{ at: model.at, cases, brands: [...model.brands], cells: [...model.cells] },
    apart: apart ?? model.apart,
    score: NOT_LOOKED_BACK,
  }));
}

/** A batch, its past, and the moments at which it is reckoned (milliseconds since 1970). */
interface Told {
  batch: Batch;
  stays: Stay[];
  days: number[];
}

async function readBatches(now: Date): Promise<Told[]> {
  return asActor(system, async (tx) => {
    const { calendar } = await rulesInForce(tx);
    const rows = await tx.execute<{ organisation_id: string; id: string }>(
      sql`select organisation_id, id from batches`,
    );
    const told: Told[] = [];
    for (const { organisation_id: organisationId, id: batchId } of rows) {
      const stays = await readStays(tx, { organisationId, batchId });
      const began = new Date(stays[0]?.entered_at ?? now).getTime();
      const days = workingDaysBetween(calendar, began, (endOf(stays) ?? now).getTime());
      told.push({ batch: { organisationId, batchId }, stays, days });
    }
    return told;
  });
}

/** When everything was over, after which no date is reckoned any more; null while something is under way. */
function endOf(stays: readonly Stay[]): Date | null {
  const last = stays.filter(({ until }) => until === null);
  if (last.some(({ place }) => place !== "validated" && place !== "cancelled")) return null;
  return new Date(Math.max(...last.map(({ entered_at }) => new Date(entered_at).getTime())));
}

async function readStays(tx: Tx, { organisationId, batchId }: Batch): Promise<Stay[]> {
  return tx.execute<Stay>(sql`
    select t.variant_id, t.to_place as place, t.quote_resume, t.quote_resume_spent,
      coalesce(n.left_entered_at, v.entered_at) as entered_at, coalesce(n.left_spent, v.spent) as spent,
      case when n.id is null then v.at_risk_at else n.left_at_risk_at end as at_risk_at,
      case when n.id is null then v.due_at else n.left_due_at end as due_at,
      v.brand_id, v.complexity, v.customised, t.revision, o.placed_at as ordered_at, o.requested_on, n.at as until
    from variants v
    join orders o on o.organisation_id = v.organisation_id and o.id = v.order_id
    join transitions t on t.organisation_id = v.organisation_id and t.variant_id = v.id
    left join transitions n on n.organisation_id = t.organisation_id and n.variant_id = t.variant_id and n.version = t.version + 1
    where v.organisation_id = ${organisationId} and v.batch_id = ${batchId} order by t.at`);
}

/** How the batch stood at a moment of its past. */
function standingAt(stays: readonly Stay[], batchId: string, at: Date): Standing {
  const counts: Record<keyof PlaceCounts, number> = { ...NO_COUNTS };
  const groups = new Map<string, Alike>();
  for (const { variant_id: _, until, ...stay } of stays) {
    if (new Date(stay.entered_at) > at || (until && new Date(until) <= at)) continue;
    counts[stay.place] += 1;
    if (stay.place === "validated" || stay.place === "cancelled") continue;
    const key = JSON.stringify(stay);
    const group = groups.get(key);
    if (group) group.n += 1;
    else groups.set(key, { ...stay, subject_id: batchId, n: 1 });
  }
  return { alike: [...groups.values()], counts };
}
