import type { z } from "zod";
import { type Actor, asActor } from "@/lib/access/actor";
import { parse } from "@/lib/access/errors";
import { once } from "@/lib/access/repeated-request";
import { type OperationResult, operationResult } from "./operation-result";
import { CHUNK, runOperation } from "./run-operation";
import { beginOperation, finishOperation, permittedWish, sendEventSchema } from "./send-event";
import { idsOfSelection, requireProducer, workSelectionSchema } from "./work-selection";

const moveSchema = sendEventSchema
  .omit({ variantIds: true, expectedVersions: true })
  .extend({ selection: workSelectionSchema });
export type MoveInput = z.input<typeof moveSchema>;

export interface MovedWork {
  result: OperationResult;
  /** Does what a large operation has left; it is written down already, so a crash loses nothing. Null when done. */
  rest: (() => Promise<void>) | null;
}

/**
 * Sends an event to a selection of the producer's work. Up to 500 variants are done when this returns; of more the
 * operation is written down and `rest` runs it, so that a screen can show how far it is. A filter is evaluated here.
 */
export async function moveWork(actor: Actor, input: MoveInput, at: Date): Promise<MovedWork> {
  requireProducer(actor, "move a selection");
  const { selection, idempotencyKey, ...asked } = parse(moveSchema, input);
  const wish = permittedWish(actor, {
    ...asked,
    ...("variants" in selection
      ? { expectedVersions: Object.fromEntries(selection.variants.map(({ id, version }) => [id, version])) }
      : {}),
  });
  const userId = "userId" in actor ? actor.userId : null;
  const { id } = await asActor(actor, (tx) =>
    once(tx, { userId, key: idempotencyKey, body: { selection, wish } }, async () => {
      const variantIds = await idsOfSelection(tx, selection, at);
      const operation = await beginOperation(tx, actor, { variantIds, wish, kind: "event", at });
      if (variantIds.length <= CHUNK) await runOperation(tx, actor, operation.id, at);
      return { id: operation.id };
    }),
  );
  const result = await operationResult(actor, id);
  return { result, rest: result.finished ? null : () => finishOperation(actor, id, at) };
}
