import { and, eq, type SQL, sql } from "drizzle-orm";
import { batches, orders, organisations } from "@/db/schema";
import type { StakeholderActor, Tx } from "@/lib/access/actor";
import { notFound } from "@/lib/access/errors";
import { isId } from "@/lib/access/ids";
import { subjectCounts, totalCounts } from "@/lib/batches/place-counts";
import type { PlaceCounts } from "@/lib/lifecycle/progress";

/** What a report or a share page is about; `id` is the organisation's own where it is everything. */
export interface Scope {
  kind: "batch" | "order" | "organisation";
  organisationId: string;
  id: string;
}

/** A scope with its name, its dates and how many variants stand where. */
export interface Subject {
  scope: Scope;
  /** "Nike Collection 2024", "ORD-2026-00042" or the organisation's name. */
  name: string;
  organisationName: string;
  promisedOn: string | null;
  requestedOn: string | null;
  counts: PlaceCounts;
}

/** What a link shows. */
export function scopeOfLink({ organisationId, scope, subjectId }: StakeholderActor): Scope {
  return { kind: scope, organisationId, id: subjectId ?? organisationId };
}

/** The scope of a batch the actor may see, whichever organisation it belongs to; a merged one is where it went. */
export async function scopeOfBatch(tx: Tx, batchId: string): Promise<Scope> {
  if (!isId(batchId)) throw notFound("This batch");
  const [found] = await tx
    .select({ organisationId: batches.organisationId, mergedInto: batches.mergedInto })
    .from(batches)
    .where(eq(batches.id, batchId));
  if (!found) throw notFound("This batch");
  if (found.mergedInto) return scopeOfBatch(tx, found.mergedInto);
  return { kind: "batch", organisationId: found.organisationId, id: batchId };
}

/** Variants `v` of a scope. Written so that an index serves each kind. */
export function inScope({ kind, organisationId, id }: Scope): SQL {
  const mine = sql`v.organisation_id = ${organisationId}`;
  switch (kind) {
    case "organisation":
      return mine;
    case "batch":
      return sql`${mine} and v.batch_id = ${id}`;
    case "order":
      return sql`${mine} and ((v.order_id = ${id} and v.place <> 'cancelled') or (v.order_id = ${id} and v.place = 'cancelled'))`;
  }
}

/** Throws *not found* for what the actor may not see. */
export async function loadSubject(tx: Tx, scope: Scope): Promise<Subject> {
  const { organisationId, kind, id } = scope;
  const [organisation] = await tx
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, organisationId));
  if (!organisation) throw notFound("This report");
  const organisationName = organisation.name;
  switch (kind) {
    case "organisation": {
      const counts = await totalCounts(tx, organisationId);
      return { scope, name: organisationName, organisationName, promisedOn: null, requestedOn: null, counts };
    }
    case "batch": {
      const [batch] = await tx
        .select({ name: batches.name, promisedOn: batches.promisedOn, requestedOn: batches.requestedOn })
        .from(batches)
        .where(and(eq(batches.organisationId, organisationId), eq(batches.id, id)));
      if (!batch) throw notFound("This batch");
      const counts = await subjectCounts(tx, organisationId, "batch", id);
      return { scope, organisationName, ...batch, counts };
    }
    case "order": {
      const [order] = await tx
        .select({ name: orders.number, requestedOn: orders.requestedOn })
        .from(orders)
        .where(and(eq(orders.organisationId, organisationId), eq(orders.id, id)));
      if (!order) throw notFound("This order");
      const counts = await subjectCounts(tx, organisationId, "order", id);
      return { scope, organisationName, ...order, promisedOn: null, counts };
    }
  }
}

/** The numbers of the orders a scope holds variants of, oldest first; the names of its batches, by name. */
export async function namesIn(tx: Tx, scope: Scope): Promise<{ orders: string[]; batches: string[] }> {
  const ofOrders = sql`select o.number as name from orders o where o.organisation_id = ${scope.organisationId}
    and o.id in (select v.order_id from variants v where ${inScope(scope)}) order by o.placed_at, o.number`;
  const ofBatches = sql`select b.name from batches b where b.organisation_id = ${scope.organisationId}
    and b.id in (select v.batch_id from variants v where ${inScope(scope)}) order by lower(b.name)`;
  const [numbers, names] = await Promise.all([
    tx.execute<{ name: string }>(ofOrders),
    tx.execute<{ name: string }>(ofBatches),
  ]);
  return { orders: numbers.map(({ name }) => name), batches: names.map(({ name }) => name) };
}
