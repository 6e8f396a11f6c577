import { sql } from "drizzle-orm";
import type { Actor, Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";

/** Where each of these variants belongs, as far as the actor may see it; other ids are missing from the answer. */
export async function locateVariants(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const wanted = `{${[...new Set(ids)].filter(isId).join(",")}}`;
  const mine = actor.kind === "customer" ? sql`o.id = ${actor.organisationId} and` : sql``;
  // Keys begin with the organisation, so each one is asked for the ids by its own index.
  const rows = await tx.execute<{ organisation_id: string; id: string }>(sql`
    select v.organisation_id, v.id from organisations o
    cross join lateral (select organisation_id, id from variants v
      where v.organisation_id = o.id and v.id = any(${wanted}::uuid[])) v
    where ${mine} true order by 1, 2`);
  const found = new Map<string, string[]>();
  for (const row of rows) {
    const list = found.get(row.organisation_id);
    if (list) list.push(row.id);
    else found.set(row.organisation_id, [row.id]);
  }
  return found;
}
