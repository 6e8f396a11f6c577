import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { Place, State, Step } from "@/lib/lifecycle/states";

/** Where a variant stands and the step that put it there. */
export interface LatestChange {
  variantId: string;
  sku: string;
  place: Place;
  version: number;
  event: Step;
  at: Date;
  /** Null for the system. */
  by: string | null;
  reason: string | null;
  quoteResume: State | null;
  errorResume: State | null;
  productionBegun: boolean;
  modellingBegun: boolean;
  /** It has its one replacement. */
  replaced: boolean;
}

/** The latest step of each of these variants, for saying what happened while somebody was looking. */
export async function latestChanges(
  tx: Tx,
  variantIds: readonly string[],
): Promise<Map<string, LatestChange>> {
  if (variantIds.length === 0) return new Map();
  const rows = await tx.execute<Record<string, unknown>>(sql`
    select v.id, v.sku, v.place, v.version, v.quote_resume, v.error_resume, v.production_begun, v.modelling_begun,
      t.event, t.at, t.reason, u.name as by,
      exists (select 1 from variants r where r.organisation_id = v.organisation_id and r.replaces_id = v.id) as replaced
    from organisations o cross join lateral (select v.* from variants v
      where v.organisation_id = o.id and v.id = any(${`{${variantIds.join(",")}}`}::uuid[])) v
    join transitions t on t.organisation_id = v.organisation_id and t.variant_id = v.id and t.version = v.version
    left join users u on u.id = t.actor_id`);
  return new Map(
    rows.map((row) => [
      row.id as string,
      {
        variantId: row.id as string,
        sku: row.sku as string,
        place: row.place as Place,
        version: row.version as number,
        event: row.event as Step,
        at: new Date(row.at as string),
        by: row.by as string | null,
        reason: row.reason as string | null,
        quoteResume: row.quote_resume as State | null,
        errorResume: row.error_resume as State | null,
        productionBegun: row.production_begun as boolean,
        modellingBegun: row.modelling_begun as boolean,
        replaced: row.replaced as boolean,
      },
    ]),
  );
}
