import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { batches, orders, organisations } from "@/db/schema";
import type { StakeholderActor, Tx } from "@/lib/access/actor";
import { notFound, Refusal } from "@/lib/access/errors";
import { isId } from "@/lib/access/ids";
import { listOfPlaces, listWords, type VariantList } from "@/lib/variants/filters";
import { variantsIn } from "@/lib/variants/list-variants";
import type { WorkFilter } from "@/lib/variants/work-filter";
import { workWithin } from "@/lib/variants/work-search";

/** The producer's list of work, and what it is narrowed to in words: it holds a name that its ids do not say. */
export interface WorkList {
  work: WorkFilter;
  words: string;
}

/** What a page narrowed its list to, as of a moment: what is late then is late. */
export type Narrowed = (VariantList | WorkList) & { at: Date };

/** "On Hold", "Working on 3D Assets, late". */
export const narrowedWords = (only: Narrowed): string => ("work" in only ? only.words : listWords(only));

/**
 * What a report or a share page is about; `id` is the organisation's own where it is everything it has, or a selection.
 * `everything` is what the producer sees over all organisations; it stands under one of them.
 */
export interface Scope {
  kind: "batch" | "batches" | "order" | "organisation" | "everything";
  organisationId: string;
  id: string;
  /** Of a selection of batches. */
  batchIds?: readonly string[];
  only?: Narrowed;
}

/** What a link shows; its filtered list is one of places, so it is the same at any time. */
export function scopeOfLink({ organisationId, scope, subjectId, places }: StakeholderActor): Scope {
  const list = places && listOfPlaces(places);
  if (places && !list) throw new Error("A link names a list of variants that there is none of.");
  const only = list ? { only: { ...list, at: new Date(0) } } : {};
  return { kind: scope, organisationId, id: subjectId ?? organisationId, ...only };
}

/** The scope of a batch the actor may see, whichever organisation it belongs to; a merged one is where it went. */
export async function scopeOfBatch(tx: Tx, batchId: string): Promise<Scope> {
  if (!isId(batchId)) throw notFound("This batch");
  const [found] = await tx
    .select({ organisationId: batches.organisationId, mergedInto: batches.mergedInto })
    .from(batches)
    .where(eq(batches.id, batchId));
  if (!found) throw notFound("This batch");
  if (found.mergedInto) return scopeOfBatch(tx, found.mergedInto);
  return { kind: "batch", organisationId: found.organisationId, id: batchId };
}

/** As many batches may be chosen for one report. */
const MOST_CHOSEN = 200;

/** Several batches of one organisation; one is as if it were asked for alone. */
export async function scopeOfBatches(tx: Tx, batchIds: readonly string[]): Promise<Scope> {
  const chosen = [...new Set(batchIds)];
  if (chosen.length === 1) return scopeOfBatch(tx, chosen[0]!);
  if (chosen.length > MOST_CHOSEN)
    throw new Refusal("invalid", `Choose at most ${MOST_CHOSEN} batches, or the whole organisation.`);
  if (!chosen.every(isId)) throw notFound("One of these batches");
  const found = await tx
    .select({ organisationId: batches.organisationId, id: batches.id })
    .from(batches)
    .where(inArray(batches.id, chosen));
  if (found.length < chosen.length) throw notFound("One of these batches");
  const { organisationId } = found[0]!;
  if (found.some((batch) => batch.organisationId !== organisationId))
    throw new Refusal("not_possible", "Choose batches of one organisation, or everything.");
  return { kind: "batches", organisationId, id: organisationId, batchIds: chosen };
}

/** The scope of an order the actor may see. */
export async function scopeOfOrder(tx: Tx, orderId: string): Promise<Scope> {
  if (!isId(orderId)) throw notFound("This order");
  const [found] = await tx
    .select({ organisationId: orders.organisationId })
    .from(orders)
    .where(eq(orders.id, orderId));
  if (!found) throw notFound("This order");
  return { kind: "order", organisationId: found.organisationId, id: orderId };
}

/** All that an organisation has. */
export async function scopeOfOrganisation(tx: Tx, organisationId: string): Promise<Scope> {
  if (!isId(organisationId)) throw notFound("This organisation");
  const [found] = await tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(eq(organisations.id, organisationId));
  if (!found) throw notFound("This organisation");
  return { kind: "organisation", organisationId, id: organisationId };
}

/** All that the actor sees, over organisations. */
export async function scopeOfEverything(tx: Tx): Promise<Scope> {
  const [first] = await tx
    .select({ id: organisations.id })
    .from(organisations)
    .orderBy(organisations.id)
    .limit(1);
  if (!first) throw notFound("Any organisation");
  return { kind: "everything", organisationId: first.id, id: first.id };
}

/** A scope as scopes of one organisation each: the rest of a report is read from those, one after the other. */
export async function partsOf(tx: Tx, scope: Scope): Promise<Scope[]> {
  if (scope.kind !== "everything") return [scope];
  const all = await tx.select({ id: organisations.id }).from(organisations).orderBy(organisations.name);
  const { only } = scope;
  return all.map(({ id }) => ({ kind: "organisation", organisationId: id, id, ...(only ? { only } : {}) }));
}

/** Variants `v` of a scope within one organisation. Written so that an index serves each kind. */
export function inScope({ kind, organisationId, id, batchIds, only }: Scope): SQL {
  const of = {
    ...(kind === "batch" ? { batchId: id } : {}),
    ...(kind === "batches" && batchIds ? { batchIds } : {}),
    ...(kind === "order" ? { orderId: id } : {}),
  };
  if (!only) return variantsIn(organisationId, of, new Date(0));
  if ("work" in only)
    return sql`${variantsIn(organisationId, of, only.at)} and ${workWithin(only.work, only.at)}`;
  const { filter, place, at } = only;
  return variantsIn(organisationId, { ...of, filter, ...(place ? { place } : {}) }, at);
}
