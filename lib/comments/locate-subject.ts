import { sql } from "drizzle-orm";
import type { Actor, Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";
import { locateBatch } from "@/lib/batches/locate-batch";
import { locateVariants } from "@/lib/variants/locate";

/** What can be commented on. */
export const COMMENTED = ["variant", "batch", "quote"] as const;
export type Commented = (typeof COMMENTED)[number];

export interface Subject {
  on: Commented;
  id: string;
}

/** The organisation of what is commented on, as far as the actor may see it; null where there is none of this id. */
export async function locateSubject(tx: Tx, actor: Actor, { on, id }: Subject): Promise<string | null> {
  if (!isId(id)) return null;
  switch (on) {
    case "variant":
      return [...(await locateVariants(tx, actor, [id])).keys()][0] ?? null;
    case "batch":
      return (await locateBatch(tx, id))?.id ?? null;
    case "quote": {
      const [row] = await tx.execute<{ id: string }>(
        sql`select o.id from organisations o join quotes q on q.organisation_id = o.id where q.id = ${id}`,
      );
      return row?.id ?? null;
    }
  }
}
