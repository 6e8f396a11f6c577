import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";

/** Whose quote this is, of the organisations the actor sees; null where it is nobody's of theirs. */
export async function locateQuote(tx: Tx, id: string): Promise<{ id: string; name: string } | null> {
  if (!isId(id)) return null;
  const [row] = await tx.execute<{ id: string; name: string }>(
    sql`select o.id, o.name from organisations o join quotes q on q.organisation_id = o.id where q.id = ${id}`,
  );
  return row ?? null;
}
