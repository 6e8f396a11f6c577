import { eq } from "drizzle-orm";
import { z } from "zod";
import { activity, batches, organisations } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";

export const batchNameSchema = z.string().trim().min(1, "Give the batch a name.").max(200);

const createSchema = z.object({
  organisationId: idSchema,
  name: batchNameSchema,
  requestedOn: z.iso.date().nullable().default(null),
});

/** Makes an empty batch that variants can be assigned to. Refuses a name the organisation already uses. */
export function createBatch(
  actor: Actor,
  input: z.input<typeof createSchema>,
  at: Date,
): Promise<{ batchId: string }> {
  if (!can(roleOf(actor), "manageBatches")) throw notPermitted("create batches");
  const wanted = parse(createSchema, input);
  return asActor(actor, async (tx) => {
    const [organisation] = await tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(eq(organisations.id, wanted.organisationId));
    if (!organisation) throw notFound("The organisation");
    return { batchId: await makeBatch(tx, actor, wanted, at) };
  });
}

/** Makes a batch in the transaction of whoever checked its organisation. `from`: the batches it is split from, and why. */
export async function makeBatch(
  tx: Tx,
  actor: Actor,
  batch: {
    organisationId: string;
    name: string;
    requestedOn?: string | null;
    promisedOn?: string | null;
    from?: readonly string[];
    reason?: string | null;
  },
  at: Date,
): Promise<string> {
  const { from, reason, ...row } = batch;
  const { organisationId, name } = row;
  const batchId = newId();
  const made = await tx
    .insert(batches)
    .values({ ...row, id: batchId, createdAt: at })
    .onConflictDoNothing()
    .returning({ id: batches.id });
  if (made.length === 0) {
    throw new Refusal("conflict", `There is a batch named ${name} already. Choose another name.`, {
      fields: { name: ["This name is taken."] },
    });
  }
  const { actorKind, actorId } = signature(actor);
  await tx.insert(activity).values({
    ...{ organisationId, id: newId(), kind: "batch_created", batchId, actorKind, actorId, at },
    data: { name, ...(from ? { from, reason } : {}) },
  });
  await record(tx, [{ organisationId, topic: "batches", subject: { batchIds: [batchId] }, at }]);
  return batchId;
}
