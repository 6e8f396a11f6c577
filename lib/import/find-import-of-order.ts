import { and, eq } from "drizzle-orm";
import { orderImports } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";

/** The import an order came by, undone or not; null where it did not come by one. */
export async function findImportOfOrder(
  tx: Tx,
  organisationId: string,
  orderId: string,
): Promise<{ id: string; fileName: string; undone: boolean } | null> {
  const [row] = await tx
    .select({ id: orderImports.id, fileName: orderImports.fileName, undoneAt: orderImports.undoneAt })
    .from(orderImports)
    .where(and(eq(orderImports.organisationId, organisationId), eq(orderImports.orderId, orderId)))
    .limit(1);
  return row ? { id: row.id, fileName: row.fileName, undone: row.undoneAt !== null } : null;
}
