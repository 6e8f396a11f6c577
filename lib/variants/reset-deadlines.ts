import { sql } from "drizzle-orm";
import type { Complexity } from "@/db/schema/variants";
import type { Tx } from "@/lib/access/actor";
import { limitsFor } from "@/lib/lifecycle/policy";
import type { Place } from "@/lib/lifecycle/states";
import { enterStay } from "@/lib/lifecycle/stay";
import { type Rules, rulesForWriting } from "./rules";

/** An open stay with what decides about its deadlines, locked by the caller. */
export interface OpenStay {
  organisation_id: string;
  id: string;
  batch_id: string;
  brand_id: string;
  complexity: Complexity;
  place: Place;
  entered_at: string;
  spent: number;
  at_risk_at: string | null;
  due_at: string | null;
}

/** What `OpenStay` is read from. */
export const openStayColumns = sql`organisation_id, id, batch_id, brand_id, complexity, place, entered_at, spent, at_risk_at, due_at`;

/** The deadlines of an open stay under some rules: from when it was entered, less the time already spent. */
export function deadlinesOf(
  stay: Pick<OpenStay, "brand_id" | "complexity" | "place" | "entered_at" | "spent">,
  { calendar, policy }: Rules,
): { atRiskAt: Date | null; dueAt: Date | null } {
  const limit = limitsFor(policy, stay.place, { brandId: stay.brand_id, complexity: stay.complexity });
  const { atRiskAt, dueAt } = enterStay({
    calendar,
    limit,
    at: new Date(stay.entered_at),
    spent: stay.spent,
  });
  return { atRiskAt, dueAt };
}

export const sameMoment = (at: Date | null, stored: string | null): boolean =>
  at === null || stored === null ? at === null && stored === null : at.getTime() === Date.parse(stored);

/**
 * Sets the deadlines of open stays anew where the rules say others, and answers those it changed. State, version and
 * history stay: what was left behind keeps its frozen deadline. Source: domain.md, "Time".
 */
export async function resetDeadlines(tx: Tx, stays: readonly OpenStay[], rules: Rules): Promise<OpenStay[]> {
  const changed = stays
    .map((stay) => ({ stay, next: deadlinesOf(stay, rules) }))
    .filter(
      ({ stay, next }) =>
        !(sameMoment(next.atRiskAt, stay.at_risk_at) && sameMoment(next.dueAt, stay.due_at)),
    );
  if (changed.length === 0) return [];
  const rows = changed.map(({ stay: { organisation_id, id }, next }) => ({
    organisation_id,
    id,
    at_risk_at: next.atRiskAt,
    due_at: next.dueAt,
  }));
  await tx.execute(sql`
    update variants v set at_risk_at = r.at_risk_at, due_at = r.due_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (organisation_id uuid, id uuid, at_risk_at timestamptz, due_at timestamptz)
    where v.organisation_id = r.organisation_id and v.id = r.id`);
  return changed.map(({ stay }) => stay);
}

/** The same for one variant that was changed in this transaction. */
export async function resetDeadlinesOf(tx: Tx, organisationId: string, variantId: string): Promise<void> {
  const rules = await rulesForWriting(tx);
  const stays = await tx.execute<OpenStay & Record<string, unknown>>(sql`
    select ${openStayColumns} from variants
    where organisation_id = ${organisationId} and id = ${variantId} and place not in ('validated', 'cancelled')`);
  await resetDeadlines(tx, stays, rules);
}
