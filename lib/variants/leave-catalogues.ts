import { sql } from "drizzle-orm";
import { type Actor, signature, type Tx } from "@/lib/access/actor";
import { giveNotice } from "@/lib/events/give-notice";
import { counted } from "@/lib/words/counts";

/**
 * Notes that variants left the live catalogues they are in, and tells each catalogue's owner who did not do it themselves.
 * Live pages show what is validated and nothing else, so the variants have left by the step itself. Same transaction.
 */
export async function leaveCatalogues(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  variantIds: readonly string[],
  at: Date,
): Promise<void> {
  const catalogues = await tx.execute<{
    id: string;
    title: string;
    owner: string | null;
    step: string;
    n: number;
  }>(sql`
    with noted as (
      insert into catalogue_notes (organisation_id, catalogue_id, transition_id)
      select i.organisation_id, i.catalogue_id, t.id from catalogue_items i
      join catalogues c on c.organisation_id = i.organisation_id and c.id = i.catalogue_id and c.status = 'published'
      join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id
      join transitions t on t.organisation_id = v.organisation_id and t.variant_id = v.id and t.version = v.version
      where i.organisation_id = ${organisationId} and i.variant_id = any(${`{${variantIds.join(",")}}`}::uuid[])
      returning catalogue_id, transition_id)
    select c.id, c.title, c.created_by as owner, min(n.transition_id::text) as step, count(*)::int as n
    from noted n join catalogues c on c.organisation_id = ${organisationId} and c.id = n.catalogue_id
    group by c.id, c.title, c.created_by order by c.id`);
  const { actorId } = signature(actor);
  for (const { id, title, owner, step, n } of catalogues) {
    if (!owner || owner === actorId) continue;
    const path = `/catalogues/${id}`;
    await giveNotice(tx, {
      organisationId,
      kind: "left_catalogue",
      userIds: [owner],
      cause: `left_catalogue:${id}:${step}`,
      words: `Your catalogue “${title}” lost ${counted(n, "variant")}: not validated any more.`,
      path: { customer: path, producer: path },
      at,
    });
  }
}
