import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, asActor } from "@/lib/access/actor";
import { notFound, parse, Refusal } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { type OperationResult, operationResult } from "./operation-result";
import { CHUNK, runOperation } from "./run-operation";
import { beginOperation, finishOperation, sendEvent } from "./send-event";

const undoOperationSchema = z.object({ operationId: idSchema, reason: z.string().nullish() });

/**
 * Takes back an operation as one: every variant it moved goes back over that step, unless something else has happened
 * to it since, which is reported. Who may, and for how long, is the machine's and the matrix's rule for `undo`.
 */
export async function undoOperation(
  actor: Actor,
  input: z.input<typeof undoOperationSchema>,
  at: Date,
): Promise<OperationResult> {
  const { operationId, rest } = await startUndo(actor, input, at);
  await rest?.();
  return operationResult(actor, operationId);
}

/** The same, begun: up to 500 variants are back when this returns, `rest` takes back what a large operation has left. */
export async function startUndo(
  actor: Actor,
  input: z.input<typeof undoOperationSchema>,
  at: Date,
): Promise<{ operationId: string; rest: (() => Promise<void>) | null }> {
  const { operationId, reason } = parse(undoOperationSchema, input);
  const begun = await asActor(actor, async (tx) => {
    const moved = await tx.execute<{ variant_id: string }>(sql`
      select i.variant_id from operations o join operation_items i
        on i.organisation_id = o.organisation_id and i.operation_id = o.id and i.outcome = 'moved'
      where o.id = ${operationId} and o.kind = 'event' order by 1`);
    if (moved.length === 0) throw notFound("What this operation moved");
    const undoing = await tx.execute(
      sql`select 1 from operations where undoes = ${operationId}::uuid limit 1`,
    );
    if (undoing.length > 0) throw new Refusal("conflict", "This operation was taken back already.");
    const variantIds = moved.map((m) => m.variant_id);
    const wish = { event: "undo" as const, input: { reason: reason ?? null }, undoesOperation: operationId };
    const { id } = await beginOperation(tx, actor, {
      variantIds,
      wish,
      kind: "event",
      at,
      undoes: operationId,
    });
    if (variantIds.length <= CHUNK) await runOperation(tx, actor, id, at);
    return { id, many: variantIds.length > CHUNK };
  });
  return {
    operationId: begun.id,
    rest: begun.many ? () => finishOperation(actor, begun.id, at) : null,
  };
}

/** Takes back the latest step of one variant. */
export function undoLatest(
  actor: Actor,
  input: { variantId: string; reason?: string | null },
  at: Date,
): Promise<OperationResult> {
  return sendEvent(actor, { variantIds: [input.variantId], event: "undo", reason: input.reason ?? null }, at);
}
