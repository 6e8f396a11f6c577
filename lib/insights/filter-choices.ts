import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { notPermitted, parse } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { literally } from "@/lib/paging/literally";
import type { WorkFilter } from "@/lib/variants/work-filter";

/** Something the producer's work can be narrowed to. */
export interface FilterChoice {
  id: string;
  name: string;
  /** Whose it is, where the name alone does not say. */
  of: string | null;
}

const wantedSchema = z.object({
  kind: z.enum(["organisation", "batch"]),
  search: z.string().max(100),
  organisationId: idSchema.optional(),
});

const SHOWN = 20;

/** Organisations by name, or batches newest first, whose name holds what was typed; 20 at most. */
export async function findFilterChoices(
  actor: Actor,
  input: z.input<typeof wantedSchema>,
): Promise<FilterChoice[]> {
  if (actor.kind !== "ops" && actor.kind !== "admin") throw notPermitted("narrow the producer's work");
  const { kind, search, organisationId } = parse(wantedSchema, input);
  const part = `%${literally(search.replaceAll("\0", "").trim())}%`;
  const found = await asActor(
    actor,
    (tx) =>
      kind === "organisation"
        ? tx.execute<{ id: string; name: string; of: string | null }>(sql`
            select id, name, null as of from organisations where name ilike ${part} order by lower(name) limit ${SHOWN}`)
        : tx.execute<{ id: string; name: string; of: string | null }>(sql`
            select b.id, b.name, o.name as of from batches b join organisations o on o.id = b.organisation_id
            where b.name ilike ${part} and b.merged_into is null
              ${organisationId ? sql`and b.organisation_id = ${organisationId}` : sql``}
            order by b.created_at desc, b.id limit ${SHOWN}`),
    { readOnly: true },
  );
  return found.map(({ id, name, of }) => ({ id, name, of: organisationId ? null : of }));
}

export type FilterNames = Record<"organisation" | "batch" | "assignee", string | null>;

/** What the organisation, batch and person of a filter are called; null where one is not set or not known. */
export async function filterNames(
  tx: Tx,
  { organisationId, batchId, assignee }: WorkFilter,
): Promise<FilterNames> {
  const person = assignee && assignee !== "nobody" ? assignee : null;
  if (!organisationId && !batchId && !person) return { organisation: null, batch: null, assignee: null };
  const [row] = await tx.execute<FilterNames>(sql`
    select (select name from organisations where id = ${organisationId ?? null}::uuid) as organisation,
      (select b.name from organisations o join batches b on b.organisation_id = o.id and b.id = ${batchId ?? null}::uuid) as batch,
      (select name from users where id = ${person}::uuid) as assignee`);
  return row ?? { organisation: null, batch: null, assignee: null };
}
