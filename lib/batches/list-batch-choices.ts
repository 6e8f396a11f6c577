import { and, asc, eq, isNull } from "drizzle-orm";
import { batches } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";

/** The batches of one organisation that variants can be assigned to, by name; at most 500. */
export function listBatchChoices(tx: Tx, organisationId: string): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: batches.id, name: batches.name })
    .from(batches)
    .where(and(eq(batches.organisationId, organisationId), isNull(batches.mergedInto)))
    .orderBy(asc(batches.name))
    .limit(500);
}
