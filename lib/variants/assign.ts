import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { activity, users } from "@/db/schema";
import { type Actor, asActor, roleOf, signature } from "@/lib/access/actor";
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
});

/** Assigns variants to a department or a person until they move on. Refuses somebody who is not staff. */
export function assignVariants(
  actor: Actor,
  input: z.input<typeof assignSchema>,
  at: Date,
): Promise<{ assigned: number }> {
  if (!can(roleOf(actor), "assign")) throw notPermitted("assign variants");
  const { variantIds, department, assigneeId } = parse(assignSchema, input);
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
    for (const [organisationId, ids] of byOrganisation) {
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
    return { assigned };
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
