import { sql } from "drizzle-orm";
import type { Complexity } from "@/db/schema/variants";
import { type Actor, signature, type Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { limitsFor } from "@/lib/lifecycle/policy";
import { enterStay } from "@/lib/lifecycle/stay";
import type { Rules } from "./rules";

export interface NewVariant {
  id: string;
  orderId: string;
  batchId: string;
  brandId: string;
  productId: string;
  sku: string;
  ean: string | null;
  upc: string | null;
  colour: string;
  size: string;
  lens: string;
  complexity: Complexity;
  customised: boolean;
  note: string | null;
  replacesId: string | null;
}

const CHUNK = 5_000;

/**
 * Writes ordered variants and the first row of each history, in Pending Analysis with its clock set.
 * One statement per table and 5,000 variants; the caller's transaction makes it all or nothing.
 */
export async function insertVariants(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  variants: NewVariant[],
  { at, rules, operationId, reason }: { at: Date; rules: Rules; operationId: string | null; reason?: string },
): Promise<void> {
  const by = signature(actor);
  for (let from = 0; from < variants.length; from += CHUNK) {
    const rows = variants.slice(from, from + CHUNK).map((v) => {
      const limit = limitsFor(rules.policy, "pending_analysis", v);
      const stay = enterStay({ calendar: rules.calendar, limit, at, spent: 0 });
      return {
        ...v,
        transition_id: newId(),
        at_risk_at: stay.atRiskAt?.toISOString() ?? null,
        due_at: stay.dueAt?.toISOString() ?? null,
      };
    });
    const json = JSON.stringify(rows);
    await tx.execute(sql`
      insert into variants (organisation_id, id, order_id, batch_id, brand_id, product_id, sku, ean, upc, colour, size,
        lens, complexity, customised, note, replaces_id, created_at, version, place, entered_at, at_risk_at, due_at)
      select ${organisationId}::uuid, id, "orderId", "batchId", "brandId", "productId", sku, ean, upc, colour, size,
        lens, complexity, customised, note, "replacesId", ${at.toISOString()}::timestamptz, 1, 'pending_analysis',
        ${at.toISOString()}::timestamptz, at_risk_at, due_at
      from jsonb_to_recordset(${json}::jsonb) as r (id uuid, "orderId" uuid, "batchId" uuid, "brandId" uuid,
        "productId" uuid, sku text, ean text, upc text, colour text, size text, lens text, complexity text,
        customised boolean, note text, "replacesId" uuid, at_risk_at timestamptz, due_at timestamptz)`);
    await tx.execute(sql`
      insert into transitions (organisation_id, id, variant_id, version, event, from_place, to_place, actor_kind,
        actor_id, actor_job, reason, operation_id, at, revision, production_begun, modelling_begun)
      select ${organisationId}::uuid, transition_id, id, 1, 'order', '', 'pending_analysis', ${by.actorKind},
        ${by.actorId}::uuid, ${by.actorJob}, ${reason ?? null}, ${operationId}::uuid, ${at.toISOString()}::timestamptz, 0, false, false
      from jsonb_to_recordset(${json}::jsonb) as r (transition_id uuid, id uuid)`);
  }
}
