import { and, eq, sql } from "drizzle-orm";
import { operations } from "@/db/schema";
import type { Actor, Tx } from "@/lib/access/actor";
import { applyEvent, type EventWish, type Outcome } from "./apply-event";

/** Variants moved in one transaction: large enough to be fast, small enough that others wait little. */
export const CHUNK = 500;

/**
 * Moves the next chunk of each part of an operation and notes what became of every variant in the same transaction,
 * so that a crash repeats nothing. Returns how many variants are still open.
 */
export async function runOperation(tx: Tx, actor: Actor, operationId: string, at: Date): Promise<number> {
  const parts = await tx
    .select()
    .from(operations)
    .where(eq(operations.id, operationId))
    .orderBy(operations.organisationId);
  let open = 0;
  for (const part of parts) {
    if (part.finishedAt) continue;
    const items = await tx.execute<{ variant_id: string }>(sql`
      select variant_id from operation_items
      where organisation_id = ${part.organisationId} and operation_id = ${operationId} and outcome = 'open'
      order by variant_id limit ${CHUNK} for update skip locked`);
    const ids = items.map((item) => item.variant_id);
    const wish = part.input as unknown as EventWish;
    const outcomes = await applyEvent(tx, actor, part.organisationId, ids, wish, { at, operationId });
    await note(tx, part.organisationId, operationId, outcomes);
    open += await closePart(tx, part.organisationId, operationId, outcomes, at);
  }
  return open;
}

async function note(tx: Tx, organisationId: string, operationId: string, outcomes: Outcome[]): Promise<void> {
  const rows = outcomes.map((o) =>
    o.ok
      ? { id: o.variantId, outcome: "moved", transition_id: o.transitionId }
      : { id: o.variantId, outcome: "refused", code: o.code, message: o.message },
  );
  await tx.execute(sql`
    update operation_items i set outcome = r.outcome, code = r.code, message = r.message, transition_id = r.transition_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, outcome text, code text, message text, transition_id uuid)
    where i.organisation_id = ${organisationId} and i.operation_id = ${operationId} and i.variant_id = r.id`);
}

async function closePart(tx: Tx, organisationId: string, operationId: string, outcomes: Outcome[], at: Date) {
  const moved = outcomes.filter((o) => o.ok).length;
  const [left] = await tx.execute<{ open: number }>(sql`
    select count(*)::int as open from operation_items
    where organisation_id = ${organisationId} and operation_id = ${operationId} and outcome = 'open'`);
  const open = left?.open ?? 0;
  await tx
    .update(operations)
    .set({
      moved: sql`${operations.moved} + ${moved}`,
      refused: sql`${operations.refused} + ${outcomes.length - moved}`,
      leasedUntil: new Date(Date.now() + 30_000),
      ...(open === 0 ? { finishedAt: at } : {}),
    })
    .where(and(eq(operations.organisationId, organisationId), eq(operations.id, operationId)));
  return open;
}
