import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { listBatches } from "@/lib/batches/list-batches";
import { type PlaceCounts, type Progress, progressOf } from "@/lib/lifecycle/progress";
import type { Place } from "@/lib/lifecycle/states";

/** A batch now and a week before. */
export interface WeekOfBatch {
  id: string;
  name: string;
  now: Progress;
  before: Progress;
}

const SHOWN = 50;

/**
 * Progress of each batch that is open or moved since `since`, against what history says of that moment; at most 50.
 * Variants count in the batch they are in now. Reads the steps since then, not the whole history.
 */
export async function weekProgress(tx: Tx, organisationId: string, since: Date): Promise<WeekOfBatch[]> {
  const [{ rows }, moves] = await Promise.all([
    listBatches(tx, organisationId, { size: SHOWN }),
    movesSince(tx, organisationId, since),
  ]);
  return rows
    .map(({ id, name, counts }) => {
      const moved = moves.get(id) ?? [];
      return {
        id,
        name,
        moved: moved.length > 0,
        now: progressOf(counts),
        before: progressOf(movedBack(counts, moved)),
      };
    })
    .filter(({ moved, now }) => moved || now.buckets.validated < now.active)
    .map(({ moved: _, ...week }) => week);
}

interface Move {
  /** Empty for one that was ordered since. */
  from: Place | "";
  to: Place;
  n: number;
}

/** Takes moves back: where the variants stood before them. */
export function movedBack(counts: PlaceCounts, moves: readonly Move[]): PlaceCounts {
  const then = { ...counts };
  for (const { from, to, n } of moves) {
    then[to] -= n;
    if (from !== "") then[from] += n;
  }
  return then;
}

async function movesSince(tx: Tx, organisationId: string, since: Date): Promise<Map<string, Move[]>> {
  const rows = await tx.execute<{ batch_id: string; from_place: Place | ""; to_place: Place; n: number }>(sql`
    select v.batch_id, m.from_place, v.place as to_place, count(*)::int as n from (
      select distinct on (variant_id) variant_id, from_place from transitions
      where organisation_id = ${organisationId} and at > ${since.toISOString()}::timestamptz
      order by variant_id, version) m
    join variants v on v.organisation_id = ${organisationId} and v.id = m.variant_id
    group by 1, 2, 3`);
  const byBatch = new Map<string, Move[]>();
  for (const { batch_id, from_place, to_place, n } of rows)
    byBatch.set(batch_id, [...(byBatch.get(batch_id) ?? []), { from: from_place, to: to_place, n }]);
  return byBatch;
}
