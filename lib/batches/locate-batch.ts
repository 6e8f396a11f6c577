import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";

/** The organisation a batch belongs to, as far as the actor may see it; null where there is none of this id. */
export async function locateBatch(tx: Tx, id: string): Promise<{ id: string; name: string } | null> {
  if (!isId(id)) return null;
  // Keys begin with the organisation, so each one is asked by its own index.
  const [row] = await tx.execute<{ id: string; name: string }>(sql`
    select o.id, o.name from organisations o cross join lateral (
      select 1 from batches x where x.organisation_id = o.id and x.id = ${id}) x limit 1`);
  return row ?? null;
}
