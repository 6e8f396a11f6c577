import { eq } from "drizzle-orm";
import { organisations } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";

/** The name of an organisation the actor may see; empty where there is none. */
export async function organisationName(tx: Tx, organisationId: string): Promise<string> {
  const [row] = await tx
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, organisationId));
  return row?.name ?? "";
}
