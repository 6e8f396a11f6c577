import { and, eq, sql } from "drizzle-orm";
import { operationItems, operations, variants } from "@/db/schema";
import { type Actor, asActor } from "@/lib/access/actor";

export interface OperationResult {
  operationId: string;
  total: number;
  moved: number;
  /** At most 500 of those that were not moved, each with its reason; `refusedTotal` counts all. */
  refused: { variantId: string; sku: string; code: string; message: string }[];
  refusedTotal: number;
  finished: boolean;
}

const SHOWN = 500;

/** What an operation has done so far, summed over the organisations it touches. Unknown ids count nothing. */
export async function operationResult(actor: Actor, operationId: string): Promise<OperationResult> {
  return asActor(actor, async (tx) => {
    const [parts, refused] = await Promise.all([
      tx.select().from(operations).where(eq(operations.id, operationId)),
      tx
        .select({
          variantId: operationItems.variantId,
          sku: variants.sku,
          code: sql<string>`coalesce(${operationItems.code}, '')`,
          message: sql<string>`coalesce(${operationItems.message}, '')`,
        })
        .from(operations)
        .innerJoin(
          operationItems,
          and(
            eq(operationItems.organisationId, operations.organisationId),
            eq(operationItems.operationId, operations.id),
            eq(operationItems.outcome, "refused"),
          ),
        )
        .innerJoin(
          variants,
          and(
            eq(variants.organisationId, operationItems.organisationId),
            eq(variants.id, operationItems.variantId),
          ),
        )
        .where(eq(operations.id, operationId))
        .orderBy(variants.sku)
        .limit(SHOWN),
    ]);
    return {
      operationId,
      total: parts.reduce((sum, part) => sum + part.total, 0),
      moved: parts.reduce((sum, part) => sum + part.moved, 0),
      refused,
      refusedTotal: parts.reduce((sum, part) => sum + part.refused, 0),
      finished: parts.length > 0 && parts.every((part) => part.finishedAt !== null),
    };
  });
}
