import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { activity, users } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";
import { DEPARTMENTS } from "@/lib/lifecycle/states";
import { locateVariants } from "./locate";

const assignSchema = z.object({
  variantIds: z.array(idSchema).min(1, "Select at least one variant.").max(100_000),
  /** A department, or null for the state's own. */
  department: z.enum(DEPARTMENTS).nullable().default(null),
  /** A person of the producer's staff, or null for the department. */
  assigneeId: idSchema.nullable().default(null),
  /** Who each variant was assigned to on the screen; somebody else meanwhile is a conflict and stays. */
  shown: z.record(idSchema, idSchema.nullable()).optional(),
});

/** Somebody else was assigned while this was typed; nothing of it was changed. */
export interface AssignConflict {
  variantId: string;
  sku: string;
  /** Theirs; null means the department. */
  assigneeId: string | null;
  assignee: string | null;
  at: Date | null;
}

/**
 * Assigns variants to a department or a person until they move on. Refuses somebody who is not staff; variants that
 * somebody else was assigned to since `shown` stay and come back as conflicts.
 */
export function assignVariants(
  actor: Actor,
  input: z.input<typeof assignSchema>,
  at: Date,
): Promise<{ assigned: number; conflicts: AssignConflict[] }> {
  if (!can(roleOf(actor), "assign")) throw notPermitted("assign variants");
  const { variantIds, department, assigneeId, shown } = parse(assignSchema, input);
  const by = signature(actor);
  return asActor(actor, async (tx) => {
    if (assigneeId) {
      const [person] = await tx
        .select({ role: users.producerRole, disabledAt: users.disabledAt })
        .from(users)
        .where(eq(users.id, assigneeId));
      if (!person?.role || person.disabledAt)
        throw new Refusal("invalid", "Choose somebody of the producer's staff.");
    }
    const byOrganisation = await locateVariants(tx, actor, variantIds);
    if (byOrganisation.size === 0) throw notFound("None of these variants");
    let assigned = 0;
    const conflicts: AssignConflict[] = [];
    for (const [organisationId, located] of byOrganisation) {
      const met = shown ? await findConflicts(tx, organisationId, located, { shown, assigneeId }) : [];
      conflicts.push(...met);
      const theirs = new Set(met.map(({ variantId }) => variantId));
      const ids = located.filter((id) => !theirs.has(id));
      const moved = await tx.execute<{ id: string }>(sql`
        update variants set assignee_id = ${assigneeId}::uuid, department = ${department}
        where organisation_id = ${organisationId} and id in (
          select id from variants where organisation_id = ${organisationId} and id = any(${`{${ids.join(",")}}`}::uuid[])
            and (assignee_id is distinct from ${assigneeId}::uuid or department is distinct from ${department})
          order by id for update)
        returning id`);
      assigned += moved.length;
      const rows = moved.map((row) => ({
        organisationId,
        id: newId(),
        kind: "assigned",
        variantId: row.id,
        actorKind: by.actorKind,
        actorId: by.actorId,
        data: { assigneeId, department },
        at,
      }));
      for (let from = 0; from < rows.length; from += 2_000)
        await tx.insert(activity).values(rows.slice(from, from + 2_000));
      await record(tx, [
        {
          organisationId,
          topic: "variants",
          subject: { variantIds: moved.map((m) => m.id), event: "assign" },
          at,
        },
      ]);
    }
    return { assigned, conflicts };
  });
}

/** Locks the variants and names those assigned to somebody who was neither shown nor is wanted. */
async function findConflicts(
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
  { shown, assigneeId }: { shown: Readonly<Record<string, string | null>>; assigneeId: string | null },
): Promise<AssignConflict[]> {
  const rows = await tx.execute<{ id: string; sku: string; assignee_id: string | null }>(sql`
    select id, sku, assignee_id from variants where organisation_id = ${organisationId}
      and id = any(${`{${ids.join(",")}}`}::uuid[]) order by id for update`);
  const met = rows.filter(({ id, assignee_id: theirs }) => {
    const seen = shown[id];
    return seen !== undefined && theirs !== seen && theirs !== assigneeId;
  });
  if (met.length === 0) return [];
  const list = `{${met.map(({ id }) => id).join(",")}}`;
  const said = await tx.execute<{ variant_id: string; at: string; name: string | null }>(sql`
    select distinct on (a.variant_id) a.variant_id, a.at, u.name
    from activity a left join variants v on v.organisation_id = a.organisation_id and v.id = a.variant_id
    left join users u on u.id = v.assignee_id
    where a.organisation_id = ${organisationId} and a.variant_id = any(${list}::uuid[]) and a.kind = 'assigned'
    order by a.variant_id, a.at desc`);
  const news = new Map(said.map((row) => [row.variant_id, row]));
  return met.map(({ id, sku, assignee_id }) => {
    const latest = news.get(id);
    return {
      variantId: id,
      sku,
      assigneeId: assignee_id,
      assignee: latest?.name ?? null,
      at: latest ? new Date(latest.at) : null,
    };
  });
}

export interface Colleague {
  id: string;
  name: string;
  department: string | null;
}

/** The producer's staff that variants can be assigned to, by name. */
export function listStaff(actor: Actor): Promise<Colleague[]> {
  if (!can(roleOf(actor), "assign")) throw notPermitted("see the staff");
  return asActor(actor, (tx) =>
    tx
      .select({ id: users.id, name: users.name, department: users.department })
      .from(users)
      .where(and(sql`${users.producerRole} is not null`, sql`${users.disabledAt} is null`))
      .orderBy(users.name),
  );
}
