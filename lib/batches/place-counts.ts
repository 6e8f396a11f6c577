import { and, eq, sql } from "drizzle-orm";
import { placeCounts } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { NO_COUNTS, type PlaceCounts } from "@/lib/lifecycle/progress";
import { PLACES, type Place } from "@/lib/lifecycle/states";

const COLUMN: Record<keyof PlaceCounts, keyof typeof placeCounts.$inferSelect> = {
  pending_analysis: "pendingAnalysis",
  analysis_complete: "analysisComplete",
  processing_addition: "processingAddition",
  batch_created: "batchCreated",
  working_3d_assets: "working3dAssets",
  freezing_time: "freezingTime",
  quote_requested: "quoteRequested",
  quote_sent: "quoteSent",
  quote_accepted: "quoteAccepted",
  quote_rejected: "quoteRejected",
  completed: "completed",
  validated: "validated",
  cancelled: "cancelled",
  error: "error",
};
const PLACE_COLUMNS = Object.entries(COLUMN) as [keyof PlaceCounts, keyof typeof placeCounts.$inferSelect][];

/** Every place but cancelled: what counts as active. The columns of the counters have the same names. */
export const ACTIVE_PLACES: readonly Place[] = PLACES.filter((place) => place !== "cancelled");
/** Made once: a statement of fourteen sums is costly to put together for every request. */
const SUMS = sql.raw(PLACES.map((place) => `coalesce(sum(${place}), 0)::int as ${place}`).join(", "));

/** The counters of one row as counts per place; no row means no variant yet. */
export function countsOf(row: typeof placeCounts.$inferSelect | undefined | null): PlaceCounts {
  if (!row) return NO_COUNTS;
  return Object.fromEntries(PLACE_COLUMNS.map(([place, column]) => [place, row[column]])) as PlaceCounts;
}

/** Counts of one batch, product or order. */
export async function subjectCounts(
  tx: Tx,
  organisationId: string,
  kind: "batch" | "product" | "order",
  subjectId: string,
): Promise<PlaceCounts> {
  const [row] = await tx
    .select()
    .from(placeCounts)
    .where(
      and(
        eq(placeCounts.organisationId, organisationId),
        eq(placeCounts.kind, kind),
        eq(placeCounts.subjectId, subjectId),
      ),
    );
  return countsOf(row);
}

/** Counts of everything the actor may see, or of one organisation: summed over the rows of batches. */
export async function totalCounts(tx: Tx, organisationId?: string): Promise<PlaceCounts> {
  const scope = organisationId ? sql`and ${placeCounts.organisationId} = ${organisationId}` : sql``;
  const [row] = await tx.execute<PlaceCounts & Record<string, number>>(
    sql`select ${SUMS} from ${placeCounts} where ${placeCounts.kind} = 'batch' ${scope}`,
  );
  return row ?? NO_COUNTS;
}
