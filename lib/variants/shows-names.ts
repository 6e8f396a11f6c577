import { eq } from "drizzle-orm";
import { organisations } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";

/** Whether an organisation's people read the names of the producer's staff, or their departments only. */
export async function showsNames(tx: Tx, organisationId: string): Promise<boolean> {
  const [row] = await tx
    .select({ showNames: organisations.showNames })
    .from(organisations)
    .where(eq(organisations.id, organisationId));
  return row?.showNames ?? false;
}
