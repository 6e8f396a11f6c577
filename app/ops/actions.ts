"use server";
import { refresh } from "next/cache";
import { after } from "next/server";
import { z } from "zod";
import { asActor, type ProducerActor } from "@/lib/access/actor";
import { type Answer, notPermitted, parse } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { signedIn } from "@/lib/auth/with-actor";
import { listBatchChoices } from "@/lib/batches/list-batch-choices";
import { type FilterChoice, findFilterChoices } from "@/lib/insights/filter-choices";
import { DEPARTMENTS, type EventId } from "@/lib/lifecycle/states";
import { type SentQuotes, sendQuotes } from "@/lib/quotes/send-quotes";
import { raiseFlags, resolveFlags } from "@/lib/validation/flags";
import { type AssignConflict, assignVariants } from "@/lib/variants/assign";
import { moveToBatch } from "@/lib/variants/move-to-batch";
import { type MoveInput, moveWork } from "@/lib/variants/move-work";
import { operationResult } from "@/lib/variants/operation-result";
import { splitBatch } from "@/lib/variants/split-batch";
import { startUndo } from "@/lib/variants/undo";
import { workFilterSchema } from "@/lib/variants/work-filter";
import { offersFor, type WorkOffers } from "@/lib/variants/work-offers";
import { resolveSelection, type WorkSelection } from "@/lib/variants/work-selection";
import { type Sent, sentOf } from "./_console/sent";

function producer(actor: { kind: string }): asserts actor is ProducerActor {
  if (actor.kind !== "ops" && actor.kind !== "admin") throw notPermitted("work in the console");
}

const send = signedIn(async (actor, input: MoveInput): Promise<Sent> => {
  producer(actor);
  const now = new Date();
  const { result, rest } = await moveWork(actor, input, now);
  if (rest) after(rest);
  return sentOf(actor, input.event, result, now);
});

/** Sends an event to a selection; a large one goes on after the answer, which then says it is not finished. */
export async function sendBulk(input: MoveInput): Promise<Answer<Sent>> {
  const answer = await send(input);
  refresh();
  return answer;
}

const undo = signedIn(async (actor, input: { operationId: string }): Promise<Sent> => {
  producer(actor);
  const now = new Date();
  const { operationId, rest } = await startUndo(actor, input, now);
  if (rest) after(rest);
  return sentOf(actor, "undo", await operationResult(actor, operationId), now);
});

/** Takes back what an operation of one's own did, within ten minutes. */
export async function undoBulk(operationId: string): Promise<Answer<Sent>> {
  const answer = await undo({ operationId });
  refresh();
  return answer;
}

const assignSchema = z.object({
  assigneeId: idSchema.nullable(),
  department: z.enum(DEPARTMENTS).nullable(),
  shown: z.record(idSchema, idSchema.nullable()).optional(),
});

const assign = signedIn(async (actor, input: z.input<typeof assignSchema> & { selection: WorkSelection }) => {
  const now = new Date();
  const variantIds = await resolveSelection(actor, input.selection, now);
  return assignVariants(actor, { ...parse(assignSchema, input), variantIds }, now);
});

/** Assigns a selection to a person or a department; somebody else's assignments meanwhile come back as conflicts. */
export async function assignBulk(
  input: Parameters<typeof assign>[0],
): Promise<Answer<{ assigned: number; conflicts: AssignConflict[] }>> {
  const answer = await assign(input);
  refresh();
  return answer;
}

type Flag = Omit<Parameters<typeof raiseFlags>[1], "variantIds">;
const flag = signedIn(async (actor, { selection, ...given }: Flag & { selection: WorkSelection }) => {
  const now = new Date();
  return raiseFlags(actor, { ...given, variantIds: await resolveSelection(actor, selection, now) }, now);
});

/** Raises one quality flag on every variant of a selection. */
export async function flagBulk(input: Parameters<typeof flag>[0]): Promise<Answer<{ raised: number }>> {
  const answer = await flag(input);
  refresh();
  return answer;
}

type Resolution = Omit<Parameters<typeof resolveFlags>[1], "variantIds">;
const resolve = signedIn(
  async (actor, { selection, ...given }: Resolution & { selection: WorkSelection }) => {
    const now = new Date();
    return resolveFlags(actor, { ...given, variantIds: await resolveSelection(actor, selection, now) }, now);
  },
);

/** Resolves the open quality flags of a selection with the same words. */
export async function resolveBulk(
  input: Parameters<typeof resolve>[0],
): Promise<Answer<{ resolved: number; variants: number }>> {
  const answer = await resolve(input);
  refresh();
  return answer;
}

type To = { batchId: string | null; name: string | null };
const move = signedIn(async (actor, { selection, batchId, name }: To & { selection: WorkSelection }) => {
  const now = new Date();
  const variantIds = await resolveSelection(actor, selection, now);
  if (batchId === null) return splitBatch(actor, { variantIds, name: name ?? "" }, now);
  return moveToBatch(actor, { variantIds, batchId }, now);
});

/** Moves a selection to another batch of its organisation, or into a new one of this name, whatever state it is in. */
export async function moveBulk(
  input: Parameters<typeof move>[0],
): Promise<Answer<{ moved: number; batch: string }>> {
  const answer = await move(input);
  refresh();
  return answer;
}

type Terms = Omit<Parameters<typeof sendQuotes>[1], "variantIds">;
const quote = signedIn(async (actor, { selection, ...terms }: Terms & { selection: WorkSelection }) => {
  const now = new Date();
  return sendQuotes(actor, { ...terms, variantIds: await resolveSelection(actor, selection, now) }, now);
});

/** Sends a quote for each order of a selection, at the same price for each variant. */
export async function quoteBulk(input: Parameters<typeof quote>[0]): Promise<Answer<SentQuotes>> {
  const answer = await quote(input);
  refresh();
  return answer;
}

const offers = signedIn(async (actor, given: unknown): Promise<WorkOffers> => {
  producer(actor);
  const filter = parse(workFilterSchema, given);
  const by = { role: actor.kind, id: actor.userId, at: new Date() };
  return asActor(actor, (tx) => offersFor(tx, filter, by), { readOnly: true });
});

/** What can be done to everything a filter matches, asked when all of it is chosen. */
export async function offersForAll(filter: unknown): Promise<Answer<WorkOffers>> {
  return offers(filter);
}

const batchChoices = signedIn(async (actor, organisationId: string) => {
  producer(actor);
  const id = parse(idSchema, organisationId);
  return asActor(actor, (tx) => listBatchChoices(tx, id), { readOnly: true });
});

/** The batches of one organisation, for the forms that ask for one. */
export async function batchesOf(organisationId: string): Promise<Answer<{ id: string; name: string }[]>> {
  return batchChoices(organisationId);
}

const choices = signedIn(async (actor, input: Parameters<typeof findFilterChoices>[1]) =>
  findFilterChoices(actor, input),
);

/** Organisations or batches that the console can be narrowed to, by a part of their name. */
export async function choicesForFilter(
  input: Parameters<typeof choices>[0],
): Promise<Answer<FilterChoice[]>> {
  return choices(input);
}

const progress = signedIn(
  async (actor, { operationId, event }: { operationId: string; event: EventId }): Promise<Sent> => {
    producer(actor);
    return sentOf(actor, event, await operationResult(actor, operationId), new Date());
  },
);

/** How far a large operation is. */
export async function progressOfBulk(operationId: string, event: EventId): Promise<Answer<Sent>> {
  return progress({ operationId, event });
}
