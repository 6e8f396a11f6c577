import { and, eq, ilike, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { batches, organisations, placeCounts } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { idSchema } from "@/lib/access/ids";
import { META } from "@/lib/lifecycle/meta";
import { PLACES } from "@/lib/lifecycle/states";
import { literally } from "@/lib/paging/literally";
import { type Page, paged, readKey, seek } from "@/lib/paging/page-key";
import { age, type BatchRow, counted, openFirst } from "./list-batches";
import { countsOf } from "./place-counts";

/** A batch in the producer's list, with whose it is. */
export interface ProducerBatch extends BatchRow {
  organisationId: string;
  organisation: string;
  /** Variants on the producer's turn that are past their limit; an error is no delay. */
  late: number;
  /** The date asked for (ISO): the batch's own, else the earliest of the orders it holds variants of. */
  requestedOn: string | null;
}

const order = { columns: [openFirst, age, sql`${batches.id}`], descending: true };
const keySchema = z.tuple([z.int(), z.number(), idSchema]);

function searched(search: string): SQL | undefined {
  if (search === "") return undefined;
  const pattern = `%${literally(search)}%`;
  return or(ilike(batches.name, pattern), ilike(organisations.name, pattern));
}

/**
 * One page of the batches of every organisation the actor sees, by a part of their name or their organisation's: open
 * ones first, then newest first; merged ones are left out. `total` counts all that match.
 */
export async function listAllBatches(
  tx: Tx,
  { search, from, size, now }: { search: string; from?: string | undefined; size: number; now: Date },
): Promise<Page<ProducerBatch> & { total: number }> {
  const key = readKey(from, keySchema);
  const { where, orderBy } = seek(order, key);
  const matching = and(isNull(batches.mergedInto), searched(search));
  const [found, [sum]] = await Promise.all([
    tx
      .select({ batch: batches, organisation: organisations.name, counts: placeCounts, openFirst, age })
      .from(batches)
      .innerJoin(organisations, eq(organisations.id, batches.organisationId))
      .leftJoin(placeCounts, counted)
      .where(and(matching, where ?? undefined))
      .orderBy(orderBy)
      .limit(size + 1),
    tx
      .select({ total: sql<number>`count(*)::int` })
      .from(batches)
      .innerJoin(organisations, eq(organisations.id, batches.organisationId))
      .where(matching),
  ]);
  const page = paged(found, size, key, (row) => [row.openFirst, row.age, row.batch.id]);
  const facts = await factsWithin(
    tx,
    page.rows.map(({ batch }) => batch),
    now,
  );
  const rows = page.rows.map(({ batch, organisation, counts }) => {
    const { late, requested_on } = facts.get(batch.id) ?? { late: 0, requested_on: null };
    const requestedOn = batch.requestedOn ?? requested_on;
    return { ...batch, organisation, counts: countsOf(counts), late, requestedOn };
  });
  return { ...page, rows, total: sum?.total ?? 0 };
}

const OURS = PLACES.filter((place) => META[place].turn === "producer" && place !== "error");

async function factsWithin(
  tx: Tx,
  list: { organisationId: string; id: string }[],
  now: Date,
): Promise<Map<string, { late: number; requested_on: string | null }>> {
  if (list.length === 0) return new Map();
  const array = (ids: string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`;
  const isLate = sql`v.due_at < ${now.toISOString()}::timestamptz and v.place = any(${`{${OURS.join(",")}}`}::text[])`;
  // In pairs, so that each batch is counted by the index of its organisation.
  const rows = await tx.execute<{ batch_id: string; late: number; requested_on: string | null }>(sql`
    select p.batch_id, sum(p.late)::int as late, min(o.requested_on) as requested_on from (
      select v.organisation_id, v.batch_id, v.order_id, count(*) filter (where ${isLate}) as late
      from unnest(${array(list.map((b) => b.organisationId))}, ${array(list.map((b) => b.id))}) as b (organisation_id, id)
      join variants v on v.organisation_id = b.organisation_id and v.batch_id = b.id group by 1, 2, 3) p
    join orders o on o.organisation_id = p.organisation_id and o.id = p.order_id group by 1`);
  return new Map(rows.map((row) => [row.batch_id, row]));
}
