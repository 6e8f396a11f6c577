import { type SQL, sql } from "drizzle-orm";
import type { Complexity } from "@/db/schema/variants";
import type { Tx } from "@/lib/access/actor";
import { type BatchEstimate, estimateBatch, type Situation } from "@/lib/forecast/policy-estimate";
import { situationOf } from "@/lib/learning/learned-in-force";
import type { Place, State } from "@/lib/lifecycle/states";
import { delayOf } from "@/lib/lifecycle/stay";
import type { Rules } from "@/lib/variants/rules";

/** What an outlook is asked for: everything of one organisation, order or batch. */
export type OutlookOf = "batch" | "order" | "organisation";

/** The column of `variants` that names the subject. */
export const SUBJECT = { batch: sql`batch_id`, order: sql`order_id`, organisation: sql`organisation_id` };

/** Variants of a subject that stand alike: a bulk moves many at the same moment. Validated ones are not read. */
export type Alike = {
  subject_id: string;
  batch_id: string;
  place: Place;
  quote_resume: State | null;
  quote_resume_spent: number | null;
  entered_at: string;
  spent: number;
  at_risk_at: string | null;
  due_at: string | null;
  brand_id: string;
  complexity: Complexity;
  customised: boolean;
  revision: number;
  ordered_at: string;
  requested_on: string | null;
  /** The date promised for its batch, or asked for it (ISO). */
  batch_due: string | null;
  n: number;
};

/** Reads the variants of these subjects that may still change; by subject id. */
export async function variantsAlike(
  tx: Tx,
  organisationId: string,
  of: OutlookOf,
  ids: string[],
): Promise<Map<string, Alike[]>> {
  if (ids.length === 0) return new Map();
  const rows = await alikeWhere(tx, organisationId, SUBJECT[of], sql`${SUBJECT[of]} = ${list(ids)}`);
  return groupedBy(rows, "subject_id");
}

/** The same variants by what they are of. */
export function groupedBy(rows: readonly Alike[], key: "subject_id" | "batch_id"): Map<string, Alike[]> {
  const groups = new Map<string, Alike[]>();
  for (const row of rows) {
    const group = groups.get(row[key]);
    if (group) group.push(row);
    else groups.set(row[key], [row]);
  }
  return groups;
}

/** The same of variants `v` that a condition names. */
export const variantsAlikeWithin = (tx: Tx, organisationId: string, which: SQL): Promise<Alike[]> =>
  alikeWhere(tx, organisationId, SUBJECT.organisation, which);

async function alikeWhere(tx: Tx, organisationId: string, subject: SQL, which: SQL): Promise<Alike[]> {
  return [
    ...(await tx.execute<Alike>(sql`
    select v.*, o.placed_at as ordered_at, o.requested_on, coalesce(b.promised_on, b.requested_on) as batch_due from (
      select ${subject} as subject_id, order_id, batch_id, place, quote_resume, quote_resume_spent, entered_at, spent, at_risk_at, due_at,
        brand_id, complexity, customised, least(revision, 1) as revision, count(*)::int as n
      from variants v
      where organisation_id = ${organisationId} and ${which} and place not in ('validated', 'cancelled')
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14) v
    join orders o on o.organisation_id = ${organisationId} and o.id = v.order_id
    join batches b on b.organisation_id = ${organisationId} and b.id = v.batch_id`)),
  ];
}

/** What variants as they stand say about their dates. */
export interface Reckoning {
  estimate: BatchEstimate;
  /** Variants on the producer's turn past their limit, and past 80% of it. */
  late: number;
  atRisk: number;
  /** The earliest date asked for (ISO). */
  requestedOn: string | null;
  /** When the latest of them came to where it stands. */
  changedAt: Date | null;
}

/** Reckons when they are all ready for review; a quote is taken as decided by `decidedBy` where one is given. */
export function reckon(
  alike: readonly Alike[],
  { rules, now, decidedBy }: { rules: Rules; now: Date; decidedBy?: Date | undefined },
): Reckoning {
  const situations: Situation[] = [];
  const found: Omit<Reckoning, "estimate"> = {
    late: 0,
    atRisk: 0,
    requestedOn: null,
    changedAt: null,
  };
  for (const row of alike) {
    const enteredAt = new Date(row.entered_at);
    const situation = situationOf(rules, {
      ...row,
      enteredAt,
      quoteResume: row.quote_resume,
      quoteResumeSpent: row.quote_resume_spent,
      brandId: row.brand_id,
    });
    for (let i = 0; i < row.n; i++) situations.push(situation);
    const stay = { atRiskAt: dateOrNull(row.at_risk_at), dueAt: dateOrNull(row.due_at) };
    const delay = row.place === "error" ? null : delayOf(row.place, stay, now);
    if (delay === "late") found.late += row.n;
    if (delay === "at_risk") found.atRisk += row.n;
    if (row.requested_on && (!found.requestedOn || row.requested_on < found.requestedOn))
      found.requestedOn = row.requested_on;
    if (!found.changedAt || enteredAt > found.changedAt) found.changedAt = enteredAt;
  }
  const apart = rules.learned?.apart;
  const moment = {
    calendar: rules.calendar,
    now,
    ...(decidedBy ? { decidedBy } : {}),
    ...(apart === undefined ? {} : { apart }),
  };
  return { ...found, estimate: estimateBatch(situations, moment) };
}

const dateOrNull = (value: string | null) => (value === null ? null : new Date(value));
const list = (ids: string[]) => sql`any(${`{${ids.join(",")}}`}::uuid[])`;
