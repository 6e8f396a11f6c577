import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { operations, orderImports } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { META } from "@/lib/lifecycle/meta";
import type { Place } from "@/lib/lifecycle/states";
import { type PlacedOrder, placeOrderIn } from "@/lib/orders/place-order";
import { applyEvent } from "@/lib/variants/apply-event";
import { findStaged, readAndCheck, type StagedImport } from "./staged";

const confirmSchema = z.object({
  importId: idSchema,
  requestedOn: z.iso.date().nullable().default(null),
  note: z.string().trim().max(10_000).nullable().default(null),
});

/**
 * Makes the order an import was checked for, in one transaction: all of it or nothing. Confirming twice answers with
 * the same order. Refuses while a fault stands or something is still asked.
 */
export async function confirmImport(
  actor: Actor,
  input: z.input<typeof confirmSchema>,
  at: Date,
): Promise<PlacedOrder> {
  if (!can(roleOf(actor), "importOrder")) throw notPermitted("import orders");
  const { importId, requestedOn, note } = parse(confirmSchema, input);
  const staged = await asActor(actor, (tx) => findStaged(tx, importId));
  const { checked } = await readAndCheck(staged.content, staged.choices);
  if (!checked.ready) {
    const open =
      checked.faults.length > 0
        ? `${checked.faults.length} faults stand`
        : `${checked.ask.join(" and ")} is still asked for`;
    throw new Refusal("not_possible", `Nothing was ordered: ${open} in ${staged.fileName}.`);
  }
  const lines = checked.ready.map(({ row: _row, ...line }) => line);
  return asActor(actor, async (tx) => {
    const now = await findStaged(tx, importId, true);
    if (now.orderId) return placedBefore(tx, now);
    if (JSON.stringify(now.choices) !== JSON.stringify(staged.choices)) {
      throw new Refusal(
        "conflict",
        "The columns or answers were changed meanwhile. Look at the preview again.",
      );
    }
    const operationId = newId();
    const placed = await placeOrderIn(
      tx,
      actor,
      { organisationId: staged.organisationId, lines, requestedOn, note },
      { at, operationId },
    );
    const { actorKind, actorId } = signature(actor);
    await tx.insert(operations).values({
      organisationId: staged.organisationId,
      id: operationId,
      kind: "import",
      input: { importId, fileName: staged.fileName, orderId: placed.orderId, number: placed.number },
      actorKind,
      actorId,
      total: placed.variants,
      moved: placed.variants,
      createdAt: at,
      finishedAt: at,
    });
    await tx
      .update(orderImports)
      .set({ confirmedAt: at, orderId: placed.orderId, operationId })
      .where(and(eq(orderImports.organisationId, staged.organisationId), eq(orderImports.id, importId)));
    return placed;
  });
}

async function placedBefore(tx: Tx, staged: StagedImport): Promise<PlacedOrder> {
  const rows = await tx.execute<{ number: string; batch_id: string; n: number }>(sql`
    select o.number, v.batch_id, count(*)::int as n from orders o
    join variants v on v.organisation_id = o.organisation_id and v.order_id = o.id
    where o.organisation_id = ${staged.organisationId} and o.id = ${staged.orderId} group by 1, 2`);
  return {
    orderId: staged.orderId ?? "",
    number: rows[0]?.number ?? "",
    batchIds: rows.map((row) => row.batch_id),
    variants: rows.reduce((sum, row) => sum + row.n, 0),
  };
}

const undoSchema = z.object({
  importId: idSchema,
  reason: z.string().trim().min(1, "Say why the import is undone.").max(2_000),
});

/** Takes back an import whole: cancels every variant of it. Refused once one of them has moved on, naming where it is. */
export function undoImport(
  actor: Actor,
  input: z.input<typeof undoSchema>,
  at: Date,
): Promise<{ cancelled: number }> {
  const { importId, reason } = parse(undoSchema, input);
  return asActor(actor, async (tx) => {
    const staged = await findStaged(tx, importId, true);
    if (!staged.orderId || staged.undoneAt)
      throw new Refusal("not_possible", "This import was not confirmed, or is undone already.");
    const rows = await tx.execute<{ id: string; place: Place; sku: string }>(sql`
      select id, place, sku from variants where organisation_id = ${staged.organisationId} and order_id = ${staged.orderId}
        and place <> 'cancelled' order by id`);
    const moved = rows.find((row) => row.place !== "pending_analysis");
    if (moved) {
      throw new Refusal(
        "not_possible",
        `${moved.sku} is already at ${META[moved.place].label}, so the import can no longer be undone whole. Cancel single variants instead.`,
      );
    }
    const wish = { event: "cancel" as const, input: { reason, code: "ordered_by_mistake" } };
    const outcomes = await applyEvent(
      tx,
      actor,
      staged.organisationId,
      rows.map((row) => row.id),
      wish,
      { at, operationId: staged.operationId },
    );
    const refused = outcomes.find((outcome) => !outcome.ok);
    if (refused && !refused.ok) throw new Refusal("not_permitted", `${refused.message} Nothing was changed.`);
    await tx
      .update(orderImports)
      .set({ undoneAt: at })
      .where(and(eq(orderImports.organisationId, staged.organisationId), eq(orderImports.id, importId)));
    return { cancelled: outcomes.length };
  });
}
