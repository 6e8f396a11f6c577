import { sql } from "drizzle-orm";
import type { Complexity } from "@/db/schema/variants";
import type { Tx } from "@/lib/access/actor";
import { planAtOrder } from "@/lib/forecast/plan";
import { estimateBatch, type Situation } from "@/lib/forecast/policy-estimate";
import { limitsFor } from "@/lib/lifecycle/policy";
import { progressOf } from "@/lib/lifecycle/progress";
import type { Place, State } from "@/lib/lifecycle/states";
import { delayOf } from "@/lib/lifecycle/stay";
import type { Rules } from "@/lib/variants/rules";
import type { BatchRow } from "./list-batches";
import { type Outlook, outlookOf } from "./outlook";
import { loadRulesByTime } from "./plan-rules";

/** What an outlook is asked for: everything of one organisation, order or batch. */
export type OutlookOf = "batch" | "order" | "organisation";

const SUBJECT = { batch: sql`batch_id`, order: sql`order_id`, organisation: sql`organisation_id` };

/** Variants of a subject that stand alike: a bulk moves many at the same moment. */
type Alike = {
  subject_id: string;
  place: Place;
  quote_resume: State | null;
  quote_resume_spent: number | null;
  entered_at: string;
  spent: number;
  at_risk_at: string | null;
  due_at: string | null;
  brand_id: string;
  complexity: Complexity;
  ordered_at: string;
  requested_on: string | null;
  n: number;
};

/**
 * The outlook of each of these batches (or orders, or of the organisation) by id, from the policy's limits and the
 * variants as they stand. Four statements however many; reads every variant of them that is not validated, so ask for
 * the ones on the screen.
 */
export async function loadOutlooks(
  tx: Tx,
  organisationId: string,
  batches: Pick<BatchRow, "id" | "counts" | "promisedOn" | "requestedOn">[],
  { rules, now, of = "batch" }: { rules: Rules; now: Date; of?: OutlookOf },
): Promise<Map<string, Outlook>> {
  const open: string[] = [];
  const finished: string[] = [];
  for (const { id, counts } of batches) {
    const { active, buckets } = progressOf(counts);
    (active === buckets.validated ? finished : open).push(id);
  }
  const [alike, ends, rulesAt] = await Promise.all([
    open.length > 0 ? variantsAlike(tx, organisationId, of, open) : [],
    finished.length > 0 ? lastValidated(tx, organisationId, of, finished) : [],
    loadRulesByTime(tx),
  ]);
  const groups = new Map<string, Alike[]>();
  for (const row of alike) {
    const group = groups.get(row.subject_id);
    if (group) group.push(row);
    else groups.set(row.subject_id, [row]);
  }
  const endOf = new Map(ends.map((row) => [row.subject_id, new Date(row.at)]));
  return new Map(
    batches.map((batch) => [
      batch.id,
      sumUp(batch, groups.get(batch.id) ?? [], endOf.get(batch.id), { rules, rulesAt, now }),
    ]),
  );
}

function sumUp(
  batch: Pick<BatchRow, "counts" | "promisedOn" | "requestedOn">,
  alike: Alike[],
  finishedAt: Date | undefined,
  {
    rules: { calendar, policy },
    rulesAt,
    now,
  }: { rules: Rules; rulesAt: (moment: Date) => Rules; now: Date },
): Outlook {
  const situations: Situation[] = [];
  let late = 0;
  let atRisk = 0;
  let plannedEnd: Date | null = null;
  let requestedOn = batch.requestedOn;
  for (const row of alike) {
    const variant = { brandId: row.brand_id, complexity: row.complexity };
    const limits = (state: State) => limitsFor(policy, state, variant);
    const situation = {
      place: row.place,
      enteredAt: new Date(row.entered_at),
      spent: row.spent,
      quoteResume: row.quote_resume,
      quoteResumeSpent: row.quote_resume_spent,
      limits,
    };
    for (let i = 0; i < row.n; i++) situations.push(situation);
    const stay = { atRiskAt: dateOrNull(row.at_risk_at), dueAt: dateOrNull(row.due_at) };
    const delay = row.place === "error" ? null : delayOf(row.place, stay, now);
    if (delay === "late") late += row.n;
    if (delay === "at_risk") atRisk += row.n;
    const end = plannedEndOf(new Date(row.ordered_at), variant, rulesAt);
    if (end && (!plannedEnd || end > plannedEnd)) plannedEnd = end;
    if (!batch.requestedOn && row.requested_on && (!requestedOn || row.requested_on < requestedOn)) {
      requestedOn = row.requested_on;
    }
  }
  const estimate = estimateBatch(situations, { calendar, now });
  return outlookOf({
    counts: batch.counts,
    estimate,
    doneAt: finishedAt ?? estimate.done?.at ?? null,
    promisedOn: batch.promisedOn,
    requestedOn,
    plannedEnd,
    late,
    atRisk,
    calendar,
  });
}

/** The end of the plan as it was frozen at order, by the rules of that moment. */
function plannedEndOf(
  orderedAt: Date,
  variant: { brandId: string; complexity: Complexity },
  rulesAt: (moment: Date) => Rules,
): Date | null {
  const { calendar, policy } = rulesAt(orderedAt);
  const limits = (state: State) => limitsFor(policy, state, variant);
  return planAtOrder({ orderedAt, calendar, limits }).at(-1)?.end ?? null;
}

const dateOrNull = (value: string | null) => (value === null ? null : new Date(value));
const list = (ids: string[]) => sql`any(${`{${ids.join(",")}}`}::uuid[])`;

function variantsAlike(tx: Tx, organisationId: string, of: OutlookOf, ids: string[]) {
  return tx.execute<Alike>(sql`
    select v.*, o.placed_at as ordered_at, o.requested_on from (
      select ${SUBJECT[of]} as subject_id, order_id, place, quote_resume, quote_resume_spent, entered_at, spent, at_risk_at, due_at,
        brand_id, complexity, count(*)::int as n
      from variants
      where organisation_id = ${organisationId} and ${SUBJECT[of]} = ${list(ids)}
        and place not in ('validated', 'cancelled')
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) v
    join orders o on o.organisation_id = ${organisationId} and o.id = v.order_id`);
}

function lastValidated(tx: Tx, organisationId: string, of: OutlookOf, ids: string[]) {
  return tx.execute<{ subject_id: string; at: string }>(sql`
    select ${SUBJECT[of]} as subject_id, max(entered_at) as at from variants
    where organisation_id = ${organisationId} and ${SUBJECT[of]} = ${list(ids)} and place = 'validated' group by 1`);
}
