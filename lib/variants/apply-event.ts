import { sql } from "drizzle-orm";
import { organisations } from "@/db/schema";
import { type Actor, roleOf, type SystemActor, type Tx } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { record } from "@/lib/events/record";
import { decide } from "@/lib/lifecycle/decide";
import { META } from "@/lib/lifecycle/meta";
import type { StepInput } from "@/lib/lifecycle/needs";
import type { EventId, Place } from "@/lib/lifecycle/states";
import { applyEffects } from "./effects";
import { loadSituations, type Standing } from "./load-situations";
import { type Rules, rulesForWriting } from "./rules";
import { type Decision, writeSteps } from "./write-steps";

export interface EventWish {
  event: EventId;
  input?: Partial<StepInput>;
  /** The version each variant had on the sender's screen; another one is a conflict. */
  expectedVersions?: Readonly<Record<string, number>>;
  /** For acceptQuote and rejectQuote: the sum decided is within the person's limit. */
  withinApprovalLimit?: boolean;
  /** For undo: take back only what this operation did. */
  undoesOperation?: string;
}

export type Outcome =
  | { variantId: string; ok: true; sku: string; from: Place; to: Place; transitionId: string }
  | { variantId: string; ok: false; sku: string; code: string; message: string };

/**
 * The one command that writes state: decides an event for variants of one organisation and writes history, the
 * variants, what follows from it, and the news, all in the caller's transaction. Variants it may not move are
 * reported, each with its reason; unknown ones are *not found*.
 */
export async function applyEvent(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  variantIds: readonly string[],
  wish: EventWish,
  { at, operationId }: { at: Date; operationId: string | null },
): Promise<Outcome[]> {
  const rules = await rulesForWriting(tx);
  if (wish.event === "assignToBatch" && wish.input?.batchId)
    await requireBatch(tx, organisationId, wish.input.batchId);
  const standings = await loadSituations(tx, organisationId, variantIds, wish.event, at);
  const by = { role: roleOf(actor), id: "userId" in actor ? actor.userId : null, at };
  const decisions: Decision[] = [];
  const refused: Outcome[] = [];
  const known = new Set<string>();
  for (const standing of standings) {
    known.add(standing.id);
    const expected = wish.expectedVersions?.[standing.id];
    if (expected !== undefined && expected !== standing.version) {
      refused.push(refusal(standing, "conflict", conflictWords(standing)));
      continue;
    }
    if (wish.undoesOperation && standing.latest?.operationId !== wish.undoesOperation) {
      refused.push(
        refusal(standing, "not_possible", "Something else has happened to it since, so this step stays."),
      );
      continue;
    }
    const situation = { ...standing.situation, withinApprovalLimit: wish.withinApprovalLimit ?? false };
    const decided = decide(situation, { type: wish.event, input: wish.input }, by);
    if (decided.ok) decisions.push({ standing, decided });
    else refused.push(refusal(standing, decided.code, decided.message));
  }
  for (const id of variantIds) {
    if (!known.has(id)) {
      refused.push({
        variantId: id,
        ok: false,
        sku: "",
        code: "not_found",
        message: "This variant was not found.",
      });
    }
  }
  if (decisions.length === 0) return refused;
  const steps = await moveOn(tx, actor, organisationId, decisions, { at, rules, operationId });
  if (wish.event === "acceptQuote")
    await startOnAcceptance(tx, organisationId, decisions, { at, operationId });
  return [
    ...decisions.map(
      ({ standing, decided }): Outcome => ({
        variantId: standing.id,
        ok: true,
        sku: standing.sku,
        from: decided.from,
        to: decided.to,
        transitionId: steps.get(standing.id) ?? "",
      }),
    ),
    ...refused,
  ];
}

async function moveOn(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  decisions: Decision[],
  context: { at: Date; rules: Rules; operationId: string | null },
): Promise<Map<string, string>> {
  const steps = await writeSteps(tx, actor, organisationId, decisions, context);
  await applyEffects(tx, actor, organisationId, decisions, context);
  await record(tx, [
    {
      organisationId,
      topic: "variants",
      subject: {
        event: decisions[0]?.decided.event ?? "",
        variantIds: decisions.map((d) => d.standing.id),
        batchIds: [...new Set(decisions.map((d) => d.standing.batchId))],
        ...(context.operationId ? { operationId: context.operationId } : {}),
      },
      at: context.at,
    },
  ]);
  return steps;
}

/** "Immediate" in the seed: both rows stand in history, the second under the system's name. */
async function startOnAcceptance(
  tx: Tx,
  organisationId: string,
  decisions: Decision[],
  context: { at: Date; operationId: string | null },
): Promise<void> {
  const [organisation] = await tx
    .select({ starts: organisations.startOnAcceptance })
    .from(organisations)
    .where(sql`${organisations.id} = ${organisationId}`);
  if (!organisation?.starts) return;
  const system: SystemActor = { kind: "system", job: "start on acceptance" };
  const ids = decisions.map((d) => d.standing.id);
  const outcomes = await applyEvent(tx, system, organisationId, ids, { event: "startProduction" }, context);
  const stuck = outcomes.find((o) => !o.ok);
  if (stuck && !stuck.ok) throw new Error(`Production did not start after acceptance: ${stuck.message}`);
}

async function requireBatch(tx: Tx, organisationId: string, batchId: string): Promise<void> {
  const rows = await tx.execute(sql`
    select 1 from batches where organisation_id = ${organisationId} and id = ${batchId}::uuid and merged_into is null`);
  if (rows.length === 0)
    throw new Refusal("not_found", "This batch was not found in the variant's organisation.");
}

function refusal(standing: Standing, code: string, message: string): Outcome {
  return { variantId: standing.id, ok: false, sku: standing.sku, code, message };
}

function conflictWords({ situation }: Standing): string {
  return `It became ${META[situation.place].label} while you were looking. Look at it again before you decide.`;
}
