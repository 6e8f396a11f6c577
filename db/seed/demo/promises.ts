import { sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/as-actor";
import type { Alike } from "@/lib/batches/reckon";
import { addBusinessDays } from "@/lib/calendar/business-time";
import { NO_COUNTS, type PlaceCounts } from "@/lib/lifecycle/progress";
import { type Batch, refreshPromise, type Standing } from "@/lib/promises/refresh-promise";
import { versionedRules } from "@/lib/promises/refresh-promises";

const system = { kind: "system", job: "promises" } as const;
/** A variant's stay, as its history keeps it. */
type Stay = Omit<Alike, "subject_id" | "n"> & { variant_id: string; until: string | null };

/** Fills the ledger of every batch with the dates the product would have shown, had it reckoned them once each working day. */
export async function tellPromises(now: Date): Promise<void> {
  const batches = await asActor(system, (tx) =>
    tx.execute<{ organisation_id: string; id: string }>(sql`select organisation_id, id from batches`),
  );
  for (const { organisation_id, id } of batches)
    await asActor(system, (tx) => tellBatch(tx, { organisationId: organisation_id, batchId: id }, now));
}

async function tellBatch(tx: Tx, batch: Batch, now: Date): Promise<void> {
  const rules = await versionedRules(tx);
  const stays = await readStays(tx, batch);
  const began = new Date(stays[0]?.entered_at ?? now);
  const until = endOf(stays) ?? now;
  const moments: Date[] = [];
  for (let at = until, ago = 1; at > began; at = addBusinessDays(rules.calendar, until, -ago++))
    moments.unshift(at);
  for (const at of moments)
    await refreshPromise(tx, batch, { rules, now: at }, async () => standingAt(stays, batch.batchId, at));
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
