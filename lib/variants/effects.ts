import { sql } from "drizzle-orm";
import type { Actor, Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { insertVariants, type NewVariant } from "./insert-variants";
import { leaveCatalogues } from "./leave-catalogues";
import type { Rules } from "./rules";
import type { Decision } from "./write-steps";

/** Does what the steps ask for besides the state: quote lines follow, replacements begin, catalogues are told. Same transaction. */
export async function applyEffects(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  decisions: readonly Decision[],
  context: { at: Date; rules: Rules; operationId: string | null },
): Promise<void> {
  const withEffect = (effect: Decision["decided"]["effects"][number]) =>
    decisions.filter((d) => d.decided.effects.includes(effect)).map((d) => d.standing.id);
  await settleCancellations(tx, organisationId, decisions, context.at);
  const withdrawn = withEffect("withdrawQuoteLine");
  if (withdrawn.length > 0) {
    await tx.execute(sql`update quote_lines set status = 'withdrawn' where organisation_id = ${organisationId}
      and variant_id = any(${`{${withdrawn.join(",")}}`}::uuid[]) and status in ('pending', 'accepted')`);
  }
  const reopened = withEffect("reopenQuoteLine");
  if (reopened.length > 0) {
    await tx.execute(sql`
      update quote_lines l set status = case when l.decision_id is null then 'pending' else 'accepted' end from (
        select distinct on (w.variant_id) w.variant_id, w.quote_version_id
        from quote_lines w join quote_versions q on q.organisation_id = w.organisation_id and q.id = w.quote_version_id
        where w.organisation_id = ${organisationId} and w.variant_id = any(${`{${reopened.join(",")}}`}::uuid[])
        order by w.variant_id, q.sent_at desc) last
      where l.organisation_id = ${organisationId} and l.variant_id = last.variant_id
        and l.quote_version_id = last.quote_version_id and l.status = 'withdrawn'`);
  }
  const left = withEffect("leaveCatalogues");
  if (left.length > 0) await leaveCatalogues(tx, actor, organisationId, left, context.at);
  const replaced = withEffect("createReplacement");
  if (replaced.length > 0) {
    const rows = await tx.execute<Omit<NewVariant, "id"> & Record<string, unknown>>(sql`
      select order_id as "orderId", batch_id as "batchId", brand_id as "brandId", product_id as "productId", sku, ean,
        upc, colour, size, lens, complexity, customised, note, id as "replacesId"
      from variants where organisation_id = ${organisationId} and id = any(${`{${replaced.join(",")}}`}::uuid[]) order by id`);
    await insertVariants(
      tx,
      actor,
      organisationId,
      rows.map((row) => ({ ...row, id: newId() })),
      context,
    );
  }
}

/** What was asked to be cancelled lapses on completion, and is granted by whoever cancels it (domain.md, Things). */
async function settleCancellations(
  tx: Tx,
  organisationId: string,
  decisions: readonly Decision[],
  at: Date,
): Promise<void> {
  const ends = decisions.filter(({ decided }) => decided.to === "completed" || decided.to === "cancelled");
  if (ends.length === 0) return;
  const ids = `{${ends.map(({ standing }) => standing.id).join(",")}}`;
  await tx.execute(sql`
    update cancellation_requests c set answered_at = ${at.toISOString()}::timestamptz,
      status = case when v.place = 'cancelled' then 'granted' else 'lapsed' end
    from variants v
    where v.organisation_id = c.organisation_id and v.id = c.variant_id
      and c.organisation_id = ${organisationId} and c.variant_id = any(${ids}::uuid[]) and c.status = 'open'`);
}
