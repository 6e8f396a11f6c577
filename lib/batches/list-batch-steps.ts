import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { withMerged } from "./merged-in";

/** What became of a batch as such: created, split off from others, others merged into it, some split off from it. */
export interface BatchStep {
  id: string;
  kind: "created" | "split_from" | "merged" | "split";
  /** The batches it was split from, that was merged into it, or that left it. */
  others: { id: string; name: string }[];
  /** How many variants went along; null where none did. */
  variants: number | null;
  /** The producer's own words. */
  reason: string | null;
  by: string | null;
  at: Date;
}

/** The steps of a batch and of those that became part of it, newest first; what its variants did stands with them. */
export async function listBatchSteps(tx: Tx, organisationId: string, batchId: string): Promise<BatchStep[]> {
  const rows = await tx.execute<{
    id: string;
    kind: "batch_created" | "batch_merged" | "batch_split";
    batch_id: string;
    name: string;
    data: { variants?: number; reason?: string | null };
    others: { id: string; name: string }[] | null;
    by: string | null;
    at: string;
  }>(sql`
    select a.id, a.kind, a.batch_id, b.name, a.data, u.name as by, a.at, (
      select json_agg(json_build_object('id', o.id, 'name', o.name) order by o.name) from batches o
      where o.organisation_id = a.organisation_id and (o.id::text = a.data ->> 'into' or a.data -> 'from' ? o.id::text)) as others
    from activity a join batches b on b.organisation_id = a.organisation_id and b.id = a.batch_id
    left join users u on u.id = a.actor_id
    where a.organisation_id = ${organisationId} and a.variant_id is null
      and a.batch_id in ${withMerged(organisationId, batchId)}
      and a.kind in ('batch_created', 'batch_merged', 'batch_split')
      and (a.batch_id = ${batchId} or a.kind <> 'batch_created')
    order by a.at desc, a.id desc limit 50`);
  return rows.map(({ id, kind, batch_id, name, data, others, by, at }) => ({
    id,
    kind: kindOf(kind, others),
    others: kind === "batch_merged" ? [{ id: batch_id, name }] : (others ?? []),
    variants: data.variants ?? null,
    reason: data.reason ?? null,
    by,
    at: new Date(at),
  }));
}

function kindOf(kind: "batch_created" | "batch_merged" | "batch_split", others: unknown): BatchStep["kind"] {
  if (kind === "batch_merged") return "merged";
  if (kind === "batch_split") return "split";
  return others ? "split_from" : "created";
}
