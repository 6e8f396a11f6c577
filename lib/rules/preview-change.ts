import { sql } from "drizzle-orm";
import { asActor, type ProducerActor, type Tx } from "@/lib/access/actor";
import { delayOf } from "@/lib/lifecycle/stay";
import { deadlinesOf, type OpenStay, sameMoment } from "@/lib/variants/reset-deadlines";
import { type Rules, rulesInForce } from "@/lib/variants/rules";

/** Open stays by what a change of the rules would do to them, at one moment. */
export interface Effect {
  /** Deadlines and reminders that move, to earlier and to later. */
  earlier: number;
  later: number;
  becomeLate: number;
  becomeAtRisk: number;
  noLongerLate: number;
  noLongerAtRisk: number;
  /** Reminders on the customer's turn that would have passed, and those that no longer would. */
  becomeReminded: number;
  noLongerReminded: number;
}

export interface BatchEffect extends Effect {
  batchId: string;
  batch: string;
  organisation: string;
}

export interface Preview extends Effect {
  /** All open stays that were looked at. */
  open: number;
  /** Those where a delay begins or ends, most first; at most 50. */
  batches: BatchEffect[];
  otherBatches: number;
}

/** Stays that stand alike, since a bulk moves many at the same moment. */
type Alike = Omit<OpenStay, "id"> & { batch: string; organisation: string; n: number };

const NONE: Effect = {
  earlier: 0,
  later: 0,
  becomeLate: 0,
  becomeAtRisk: 0,
  noLongerLate: 0,
  noLongerAtRisk: 0,
  becomeReminded: 0,
  noLongerReminded: 0,
};
const SHOWN = 50;

/** What open stays would become at `now` under other rules; nothing is written. */
export function previewChange(actor: ProducerActor, change: Partial<Rules>, now: Date): Promise<Preview> {
  return asActor(
    actor,
    async (tx) => {
      const rules = { ...(await rulesInForce(tx)), ...change };
      return sumUp(await staysAlike(tx), rules, now);
    },
    { readOnly: true },
  );
}

function staysAlike(tx: Tx): Promise<Alike[]> {
  return tx.execute<Alike & Record<string, unknown>>(sql`
    select v.*, b.name as batch, o.name as organisation from (
      select organisation_id, batch_id, brand_id, complexity, place, entered_at, spent, at_risk_at, due_at, count(*)::int as n
      from variants where place not in ('validated', 'cancelled') group by 1, 2, 3, 4, 5, 6, 7, 8, 9) v
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    join organisations o on o.id = v.organisation_id`);
}

function sumUp(stays: Alike[], rules: Rules, now: Date): Preview {
  const all = { ...NONE };
  const byBatch = new Map<string, BatchEffect>();
  let open = 0;
  for (const stay of stays) {
    open += stay.n;
    const effect = effectOn(stay, rules, now);
    add(all, effect);
    const { batch_id: batchId, batch, organisation } = stay;
    const known = byBatch.get(batchId) ?? { ...NONE, batchId, batch, organisation };
    byBatch.set(batchId, add(known, effect));
  }
  const touched = [...byBatch.values()].filter((b) => weight(b) > 0).sort((a, b) => weight(b) - weight(a));
  const batches = touched.slice(0, SHOWN);
  return { ...all, open, batches, otherBatches: touched.length - batches.length };
}

function add<E extends Effect>(sum: E, effect: Partial<Effect>): E {
  for (const [key, n] of Object.entries(effect) as [keyof Effect, number][]) sum[key] += n;
  return sum;
}

const weight = (e: Effect) =>
  e.becomeLate + e.noLongerLate + e.becomeAtRisk + e.noLongerAtRisk + e.becomeReminded + e.noLongerReminded;

function effectOn(stay: Alike, rules: Rules, now: Date): Partial<Effect> {
  const next = deadlinesOf(stay, rules);
  const dueAt = stay.due_at === null ? null : new Date(stay.due_at);
  const atRiskAt = stay.at_risk_at === null ? null : new Date(stay.at_risk_at);
  const effect: Partial<Effect> = {};
  const note = (key: keyof Effect, holds: boolean) => {
    if (holds) effect[key] = stay.n;
  };
  if (dueAt !== null && next.dueAt !== null && !sameMoment(next.dueAt, stay.due_at))
    effect[next.dueAt < dueAt ? "earlier" : "later"] = stay.n;
  const was = delayOf(stay.place, { atRiskAt, dueAt }, now);
  const will = delayOf(stay.place, next, now);
  note("becomeLate", will === "late" && was !== "late");
  note("noLongerLate", was === "late" && will !== "late");
  note("becomeAtRisk", will === "at_risk" && was === null);
  note("noLongerAtRisk", was === "at_risk" && will === null);
  const reminds = atRiskAt === null && next.atRiskAt === null;
  const passed = (at: Date | null) => reminds && at !== null && now > at;
  note("becomeReminded", passed(next.dueAt) && !passed(dueAt));
  note("noLongerReminded", passed(dueAt) && !passed(next.dueAt));
  return effect;
}
