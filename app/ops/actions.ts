"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { asActor, type ProducerActor } from "@/lib/access/actor";
import { type Answer, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { signedIn } from "@/lib/auth/with-actor";
import { EVENTS } from "@/lib/lifecycle/states";
import { raiseFlags } from "@/lib/validation/flags";
import { assignVariants } from "@/lib/variants/assign";
import { MOST_AT_ONCE, selectWork } from "@/lib/variants/count-work";
import type { OperationResult } from "@/lib/variants/operation-result";
import { sendEvent } from "@/lib/variants/send-event";
import { undoOperation } from "@/lib/variants/undo";
import { workFilterSchema } from "@/lib/variants/work-filter";

/** Chosen rows with the versions on the screen, or everything a filter matches when the command runs. */
const selectionSchema = z.union([
  z.object({
    variants: z
      .array(z.object({ id: idSchema, version: z.int() }))
      .min(1)
      .max(10_000),
  }),
  z.object({ filter: workFilterSchema }),
]);
type Selection = z.input<typeof selectionSchema>;

/** The ids of a selection; a filter is evaluated again at this moment. */
async function idsOf(actor: ProducerActor, selection: z.output<typeof selectionSchema>, now: Date) {
  if ("variants" in selection) {
    const expectedVersions = Object.fromEntries(selection.variants.map(({ id, version }) => [id, version]));
    return { variantIds: selection.variants.map(({ id }) => id), expectedVersions };
  }
  const variantIds = await asActor(actor, (tx) => selectWork(tx, selection.filter, now), { readOnly: true });
  if (variantIds.length > MOST_AT_ONCE) {
    throw new Refusal("limited", "More than 100,000 variants match. Narrow the filter and send it in parts.");
  }
  if (variantIds.length === 0) throw new Refusal("conflict", "Nothing matches the filter any more.");
  return { variantIds };
}

function producer(actor: { kind: string }): asserts actor is ProducerActor {
  if (actor.kind !== "ops" && actor.kind !== "admin") throw notPermitted("work in the console");
}

const bulkSchema = z.object({
  selection: selectionSchema,
  event: z.enum(EVENTS),
  reason: z.string().nullish(),
  reasonCode: z.string().nullish(),
  batchId: idSchema.nullish(),
});

const send = signedIn(async (actor, input: z.input<typeof bulkSchema>) => {
  producer(actor);
  const now = new Date();
  const { selection, event, reason, reasonCode, batchId } = parse(bulkSchema, input);
  const chosen = await idsOf(actor, selection, now);
  return sendEvent(actor, { ...chosen, event, reason, reasonCode, batchId, idempotencyKey: newId() }, now);
});

/** Sends an event to a selection; answers what moved and what did not, each with its reason. */
export async function sendBulk(input: z.input<typeof bulkSchema>): Promise<Answer<OperationResult>> {
  const answer = await send(input);
  refresh();
  return answer;
}

const assign = signedIn(
  async (actor, input: { selection: Selection; assigneeId: string | null; department: string | null }) => {
    producer(actor);
    const now = new Date();
    const { variantIds } = await idsOf(actor, parse(selectionSchema, input.selection), now);
    const department = input.department as Parameters<typeof assignVariants>[1]["department"];
    return assignVariants(actor, { variantIds, assigneeId: input.assigneeId, department }, now);
  },
);

/** Assigns a selection to a person or a department. */
export async function assignBulk(input: Parameters<typeof assign>[0]): Promise<Answer<{ assigned: number }>> {
  const answer = await assign(input);
  refresh();
  return answer;
}

const flag = signedIn(
  async (
    actor,
    input: { selection: Selection; kind: string; severity: string; blocking: boolean; words: string },
  ) => {
    producer(actor);
    const now = new Date();
    const { selection, ...rest } = input;
    const { variantIds } = await idsOf(actor, parse(selectionSchema, selection), now);
    return raiseFlags(
      actor,
      { variantIds, ...(rest as Omit<Parameters<typeof raiseFlags>[1], "variantIds">) },
      now,
    );
  },
);

/** Raises one quality flag on every variant of a selection. */
export async function flagBulk(input: Parameters<typeof flag>[0]): Promise<Answer<{ raised: number }>> {
  const answer = await flag(input);
  refresh();
  return answer;
}

const undo = signedIn((actor, input: { operationId: string }) => undoOperation(actor, input, new Date()));

/** Takes back what an operation of one's own did, within ten minutes. */
export async function undoBulk(operationId: string): Promise<Answer<OperationResult>> {
  const answer = await undo({ operationId });
  refresh();
  return answer;
}
