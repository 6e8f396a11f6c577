import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { idSchema } from "@/lib/access/ids";
import { META } from "@/lib/lifecycle/meta";
import { COMPLEXITIES } from "@/lib/lifecycle/policy";
import { PLACES, type Place } from "@/lib/lifecycle/states";

/** One place, everything on the producer's turn (`open`), or everything there is. */
export const WORK_STATES = [...PLACES, "open", "all"] as const;
export type WorkState = (typeof WORK_STATES)[number];

/** What the producer's list of work is narrowed to, across organisations; sent back whole to act on all that match. */
export const workFilterSchema = z.object({
  state: z.enum(WORK_STATES),
  /** The beginning of a SKU, or of a word of a product's or batch's name. */
  search: z.string().max(100).optional(),
  /** On the producer's turn and past the limit, or (`any`) past 80% of it too. */
  delay: z.enum(["late", "any"]).optional(),
  organisationId: idSchema.optional(),
  batchId: idSchema.optional(),
  productId: idSchema.optional(),
  /** A person's id, or `nobody`. */
  assignee: z.union([idSchema, z.literal("nobody")]).optional(),
  complexity: z.enum(COMPLEXITIES).optional(),
});
export type WorkFilter = z.infer<typeof workFilterSchema>;

const OURS: readonly Place[] = PLACES.filter((place) => META[place].turn === "producer");

/** The places a filter looks at. */
export function placesOfWork({ state, delay }: WorkFilter): readonly Place[] {
  const chosen = state === "all" ? PLACES : state === "open" ? OURS : [state];
  return delay ? chosen.filter((place) => OURS.includes(place)) : chosen;
}

/** What a person typed as a search; null where there is nothing to search for. */
export function searchWords({ search }: WorkFilter): string | null {
  return (search ?? "").replaceAll("\0", "").trim().toLowerCase() || null;
}

/** Everything but organisation, places and search, as a condition on `v`. */
export function workCondition(filter: WorkFilter, now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  const parts: SQL[] = [sql`true`];
  if (filter.delay) parts.push(sql`v.at_risk_at < ${at}`);
  if (filter.delay === "late") parts.push(sql`v.due_at < ${at}`);
  if (filter.batchId) parts.push(sql`v.batch_id = ${filter.batchId}`);
  if (filter.productId) parts.push(sql`v.product_id = ${filter.productId}`);
  if (filter.assignee === "nobody") parts.push(sql`v.assignee_id is null`);
  else if (filter.assignee) parts.push(sql`v.assignee_id = ${filter.assignee}`);
  if (filter.complexity) parts.push(sql`v.complexity = ${filter.complexity}`);
  return sql.join(parts, sql` and `);
}

/** Places as a Postgres array. */
export const placeArray = (places: readonly Place[]): SQL => sql`${`{${places.join(",")}}`}::text[]`;
