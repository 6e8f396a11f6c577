import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { permittedEvents } from "@/lib/lifecycle/decide";
import { type Field, needsOf } from "@/lib/lifecycle/needs";
import { type By, needFacts, type Situation } from "@/lib/lifecycle/situation";
import type { EventId } from "@/lib/lifecycle/states";
import { loadSituations, variantsWithoutModel } from "./load-situations";

/** What a person can do to a variant here and now, with the fields each form needs. */
export interface PossibleEvent {
  event: EventId;
  fields: readonly Field[];
}

/** The events this person may send to one variant, in the order of domain.md; a query, so nothing is locked. */
export async function possibleEvents(
  tx: Tx,
  organisationId: string,
  variantId: string,
  by: By,
): Promise<PossibleEvent[]> {
  const [[standing], unmodelled, [facts]] = await Promise.all([
    loadSituations(tx, organisationId, [variantId], "undo", by.at, false),
    variantsWithoutModel(tx, organisationId, sql`any(${`{${variantId}}`}::uuid[])`),
    tx.execute<{ replaced: boolean; blocked: boolean }>(sql`
      select exists (select 1 from variants where organisation_id = ${organisationId} and replaces_id = ${variantId}) as replaced,
        exists (select 1 from quality_flags where organisation_id = ${organisationId} and variant_id = ${variantId}
          and blocking and resolved_at is null) as blocked`),
  ]);
  if (!standing) return [];
  const situation: Situation = {
    ...standing.situation,
    replaced: facts?.replaced ?? false,
    blockingFlag: facts?.blocked ?? false,
    modelMissing: unmodelled.has(variantId),
  };
  return permittedEvents(situation, by).map((event) => ({
    event,
    fields: needsOf(event, needFacts(situation, by), by.role),
  }));
}
