import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { operationItems, operations } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { mayEver } from "@/lib/access/permissions";
import { once } from "@/lib/access/repeated-request";
import { EVENT_META } from "@/lib/lifecycle/events";
import { EVENTS } from "@/lib/lifecycle/states";
import type { EventWish } from "./apply-event";
import { locateVariants } from "./locate";
import { type OperationResult, operationResult } from "./operation-result";
import { CHUNK, runOperation } from "./run-operation";

export const sendEventSchema = z.object({
  variantIds: z.array(idSchema).min(1, "Select at least one variant.").max(100_000),
  event: z.enum(EVENTS),
  reason: z.string().nullish(),
  reasonCode: z.string().nullish(),
  quoteVersionId: idSchema.nullish(),
  batchId: idSchema.nullish(),
  expectedVersions: z.record(idSchema, z.number().int()).optional(),
  idempotencyKey: z.string().min(8).max(200).optional(),
});
export type SendEventInput = z.input<typeof sendEventSchema>;

/** These decide money and go through lib/quotes, which keeps their lines and decisions beside the state. */
const THROUGH_QUOTES: ReadonlySet<string> = new Set([
  "sendQuote",
  "acceptQuote",
  "rejectQuote",
  "withdrawQuote",
  "expireQuote",
]);

/**
 * Sends one event to any number of variants as an operation: each is moved or refused with its reason. Up to 500 are
 * done in one transaction; more in chunks that a crash cannot lose or repeat, and `finished` says whether all are.
 */
export async function sendEvent(actor: Actor, input: SendEventInput, at: Date): Promise<OperationResult> {
  const { variantIds, idempotencyKey, ...asked } = parse(sendEventSchema, input);
  const wish = permittedWish(actor, asked);
  const userId = "userId" in actor ? actor.userId : null;
  const begun = await asActor(actor, (tx) =>
    once(tx, { userId, key: idempotencyKey, body: { variantIds, wish } }, async () => {
      const operation = await beginOperation(tx, actor, { variantIds, wish, kind: "event", at });
      if (variantIds.length <= CHUNK) await runOperation(tx, actor, operation.id, at);
      return operation;
    }),
  );
  if (variantIds.length > CHUNK) await finishOperation(actor, begun.id, at);
  const result = await operationResult(actor, begun.id);
  const refused = [...result.refused, ...begun.unknown.map(unknownVariant)];
  return { ...result, refused, refusedTotal: result.refusedTotal + begun.unknown.length };
}

/** What was asked for as a wish; throws where this role may never send the event, or only through a quote. */
export function permittedWish(
  actor: Actor,
  asked: Omit<z.infer<typeof sendEventSchema>, "variantIds" | "idempotencyKey">,
): EventWish {
  const { event, reason, reasonCode, batchId, quoteVersionId, expectedVersions } = asked;
  if (!mayEver(roleOf(actor), event) || THROUGH_QUOTES.has(event)) {
    throw notPermitted(`${EVENT_META[event].label.toLowerCase()} here`);
  }
  return {
    event,
    input: {
      reason: reason ?? null,
      code: reasonCode ?? null,
      batchId: batchId ?? null,
      quoteVersionId: quoteVersionId ?? null,
    },
    ...(expectedVersions ? { expectedVersions } : {}),
  };
}

const unknownVariant = (variantId: string) => ({
  variantId,
  sku: "",
  code: "not_found",
  message: "This variant was not found.",
});

/** Writes down what an operation will do, before it does it; a part for each organisation, under one id. */
export async function beginOperation(
  tx: Tx,
  actor: Actor,
  {
    variantIds,
    wish,
    kind,
    at,
    undoes,
  }: { variantIds: readonly string[]; wish: EventWish; kind: "event"; at: Date; undoes?: string },
): Promise<{ id: string; unknown: string[] }> {
  const operationId = newId();
  const byOrganisation = await locateVariants(tx, actor, variantIds);
  const located = new Set([...byOrganisation.values()].flat());
  if (located.size === 0) throw notFound(variantIds.length === 1 ? "This variant" : "None of these variants");
  const { actorKind, actorId } = signature(actor);
  for (const [organisationId, ids] of byOrganisation) {
    await tx.insert(operations).values({
      organisationId,
      id: operationId,
      kind,
      event: wish.event,
      input: wish as unknown as Record<string, unknown>,
      actorKind,
      actorId,
      actor: actor as unknown as Record<string, unknown>,
      total: ids.length,
      undoes: undoes ?? null,
      leasedUntil: new Date(Date.now() + 30_000),
      createdAt: at,
    });
    await tx.execute(sql`
      insert into ${operationItems} (organisation_id, operation_id, variant_id)
      select ${organisationId}::uuid, ${operationId}::uuid, unnest(${`{${ids.join(",")}}`}::uuid[])`);
  }
  return { id: operationId, unknown: [...new Set(variantIds)].filter((id) => !located.has(id)) };
}

/** Runs chunk after chunk, each in a transaction of its own, until nothing of the operation is open. */
export async function finishOperation(actor: Actor, operationId: string, at: Date): Promise<void> {
  for (;;) {
    const open = await asActor(actor, (tx) => runOperation(tx, actor, operationId, at));
    if (open === 0) return;
  }
}

/** Operations whose process died: lease over, items open. For the resume job, which runs them as who began them. */
export async function resumeOperations(now: Date): Promise<number> {
  const system: Actor = { kind: "system", job: "resume operations" };
  const stranded = await asActor(system, (tx) =>
    tx
      .update(operations)
      .set({ leasedUntil: new Date(now.getTime() + 30_000) })
      .where(
        and(
          sql`finished_at is null`,
          sql`leased_until < ${now.toISOString()}::timestamptz`,
          eq(operations.kind, "event"),
        ),
      )
      .returning({ id: operations.id, actor: operations.actor, createdAt: operations.createdAt }),
  );
  for (const operation of new Map(stranded.map((o) => [o.id, o])).values()) {
    await finishOperation(operation.actor as unknown as Actor, operation.id, now);
  }
  return stranded.length;
}
