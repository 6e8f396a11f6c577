import { eq } from "drizzle-orm";
import { z } from "zod";
import { activity, batches, organisations } from "@/db/schema";
import { type Actor, asActor, roleOf, signature } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";

const createSchema = z.object({
  organisationId: idSchema,
  name: z.string().trim().min(1, "Give the batch a name.").max(200),
  requestedOn: z.iso.date().nullable().default(null),
});

/** Makes an empty batch that variants can be assigned to. Refuses a name the organisation already uses. */
export function createBatch(
  actor: Actor,
  input: z.input<typeof createSchema>,
  at: Date,
): Promise<{ batchId: string }> {
  if (!can(roleOf(actor), "manageBatches")) throw notPermitted("create batches");
  const { organisationId, name, requestedOn } = parse(createSchema, input);
  return asActor(actor, async (tx) => {
    const [organisation] = await tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(eq(organisations.id, organisationId));
    if (!organisation) throw notFound("The organisation");
    const batchId = newId();
    const made = await tx
      .insert(batches)
      .values({ organisationId, id: batchId, name, requestedOn, createdAt: at })
      .onConflictDoNothing()
      .returning({ id: batches.id });
    if (made.length === 0) {
      throw new Refusal("conflict", `There is a batch named ${name} already. Choose another name.`, {
        fields: { name: ["This name is taken."] },
      });
    }
    const by = signature(actor);
    await tx.insert(activity).values({
      organisationId,
      id: newId(),
      kind: "batch_created",
      batchId,
      actorKind: by.actorKind,
      actorId: by.actorId,
      data: { name },
      at,
    });
    await record(tx, [{ organisationId, topic: "batches", subject: { batchIds: [batchId] }, at }]);
    return { batchId };
  });
}
