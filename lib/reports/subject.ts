import { and, eq, type SQL, sql } from "drizzle-orm";
import { batches, orders, organisations } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { notFound } from "@/lib/access/errors";
import { subjectCounts, totalCounts } from "@/lib/batches/place-counts";
import { NO_COUNTS, type PlaceCounts } from "@/lib/lifecycle/progress";
import { PLACES, type Place } from "@/lib/lifecycle/states";
import { inScope, type Scope } from "./scope";

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

/** Throws *not found* for what the actor may not see. */
export async function loadSubject(tx: Tx, scope: Scope): Promise<Subject> {
  const subject = await wholeSubject(tx, scope);
  return scope.only ? { ...subject, counts: await countsWithin(tx, scope) } : subject;
}

async function wholeSubject(tx: Tx, scope: Scope): Promise<Subject> {
  const { organisationId, kind, id } = scope;
  const [organisation] = await tx
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, organisationId));
  if (!organisation) throw notFound("This report");
  const organisationName = organisation.name;
  switch (kind) {
    case "everything":
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
    case "batches": {
      const name = `${scope.batchIds?.length ?? 0} batches of ${organisationName}`;
      const counts = await countsWithin(tx, scope);
      return { scope, name, organisationName, promisedOn: null, requestedOn: null, counts };
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
    and o.id in (${holding(scope, "order")}) order by o.placed_at, o.number`;
  const ofBatches = sql`select b.name from batches b where b.organisation_id = ${scope.organisationId}
    and b.id in (${holding(scope, "batch")}) order by lower(b.name)`;
  const [numbers, names] = await Promise.all([
    tx.execute<{ name: string }>(ofOrders),
    tx.execute<{ name: string }>(ofBatches),
  ]);
  return { orders: numbers.map(({ name }) => name), batches: names.map(({ name }) => name) };
}

const ALL_PLACES = sql.raw(PLACES.join(" + "));

/** The ids of the orders or batches that hold variants of a scope; of all an organisation has, as its counters say. */
function holding(scope: Scope, kind: "order" | "batch"): SQL {
  if (scope.kind === "organisation" && !scope.only)
    return sql`select c.subject_id from place_counts c where c.organisation_id = ${scope.organisationId}
      and c.kind = ${kind} and ${ALL_PLACES} > 0`;
  return sql`select ${sql.raw(`v.${kind}_id`)} from variants v where ${inScope(scope)}`;
}

/** Counted from the variants themselves, where no counter is kept. */
async function countsWithin(tx: Tx, scope: Scope): Promise<PlaceCounts> {
  const rows = await tx.execute<{ place: Place; n: number }>(
    sql`select v.place, count(*)::int as n from variants v where ${inScope(scope)} group by 1`,
  );
  return { ...NO_COUNTS, ...Object.fromEntries(rows.map(({ place, n }) => [place, n])) };
}
