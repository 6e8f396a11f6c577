import { sql } from "drizzle-orm";
import { type Actor, signature, type Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import type { Decided } from "@/lib/lifecycle/decide";
import { limitsFor } from "@/lib/lifecycle/policy";
import { moveClock } from "@/lib/lifecycle/stay";
import type { Standing } from "./load-situations";
import type { Rules } from "./rules";

export interface Decision {
  standing: Standing;
  decided: Decided;
}

/**
 * Writes decided steps: one insert of history rows and one update of variants, whatever their number.
 * Returns the id of each variant's history row. Throws where a version moved although its row was locked.
 */
export async function writeSteps(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  decisions: readonly Decision[],
  { at, rules, operationId }: { at: Date; rules: Rules; operationId: string | null },
): Promise<Map<string, string>> {
  const by = signature(actor);
  const rows = decisions.map(({ standing, decided }) => {
    const { from, to, event, before, after, input } = decided;
    const limit = limitsFor(rules.policy, to, standing);
    const undone = event === "undo" ? standing.latest : null;
    const { stay, left, kept } = moveClock({
      calendar: rules.calendar,
      limit,
      at,
      event,
      from,
      to,
      before,
      after,
      stay: standing.stay,
      kept: standing.kept,
      undone,
    });
    return {
      id: standing.id,
      transition_id: newId(),
      version: standing.version + 1,
      event,
      from_place: from,
      to_place: to,
      reason: input.reason,
      reason_code: input.code,
      quote_version_id: input.quoteVersionId,
      batch_id: event === "assignToBatch" ? (input.batchId ?? standing.batchId) : null,
      undoes: undone?.id ?? null,
      revision: after.revision,
      quote_resume: after.quoteResume,
      quote_resume_spent: kept.quoteResumeSpent,
      error_resume: after.errorResume,
      error_resume_spent: kept.errorResumeSpent,
      production_begun: after.productionBegun,
      modelling_begun: after.modellingBegun,
      entered_at: stay.enteredAt,
      spent: stay.spent,
      at_risk_at: stay.atRiskAt,
      due_at: stay.dueAt,
      left_entered_at: left.enteredAt,
      left_spent: left.spent,
      left_at_risk_at: left.atRiskAt,
      left_due_at: left.dueAt,
      left_elapsed: left.elapsed,
    };
  });
  const json = JSON.stringify(rows);
  const time = at.toISOString();
  await tx.execute(sql`
    insert into transitions (organisation_id, id, variant_id, version, event, from_place, to_place, actor_kind, actor_id,
      actor_job, reason, reason_code, quote_version_id, batch_id, operation_id, undoes, at, revision, quote_resume,
      quote_resume_spent, error_resume, error_resume_spent, production_begun, modelling_begun, left_entered_at,
      left_spent, left_at_risk_at, left_due_at, left_elapsed)
    select ${organisationId}::uuid, transition_id, id, version, event, from_place, to_place, ${by.actorKind},
      ${by.actorId}::uuid, ${by.actorJob}, reason, reason_code, quote_version_id, batch_id, ${operationId}::uuid, undoes,
      ${time}::timestamptz, revision, quote_resume, quote_resume_spent, error_resume, error_resume_spent,
      production_begun, modelling_begun, left_entered_at, left_spent, left_at_risk_at, left_due_at, left_elapsed
    from jsonb_to_recordset(${json}::jsonb) as r (transition_id uuid, id uuid, version int, event text, from_place text,
      to_place text, reason text, reason_code text, quote_version_id uuid, batch_id uuid, undoes uuid, revision int,
      quote_resume text, quote_resume_spent float8, error_resume text, error_resume_spent float8,
      production_begun boolean, modelling_begun boolean, left_entered_at timestamptz, left_spent float8,
      left_at_risk_at timestamptz, left_due_at timestamptz, left_elapsed float8)`);
  const updated = await tx.execute<{ id: string }>(sql`
    update variants v set version = r.version, place = r.to_place, revision = r.revision,
      quote_resume = r.quote_resume, quote_resume_spent = r.quote_resume_spent, error_resume = r.error_resume,
      error_resume_spent = r.error_resume_spent, production_begun = r.production_begun,
      modelling_begun = r.modelling_begun, entered_at = r.entered_at, spent = r.spent, at_risk_at = r.at_risk_at,
      due_at = r.due_at, batch_id = coalesce(r.batch_id, v.batch_id), department = null, assignee_id =
        case when r.to_place = v.place then v.assignee_id end
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, version int, to_place text, revision int, quote_resume text,
      quote_resume_spent float8, error_resume text, error_resume_spent float8, production_begun boolean,
      modelling_begun boolean, entered_at timestamptz, spent float8, at_risk_at timestamptz, due_at timestamptz,
      batch_id uuid)
    where v.organisation_id = ${organisationId} and v.id = r.id and v.version = r.version - 1
    returning v.id`);
  if (updated.length !== rows.length) {
    throw new Error(`${rows.length - updated.length} of ${rows.length} locked variants changed under us.`);
  }
  return new Map(rows.map((row) => [row.id, row.transition_id]));
}
