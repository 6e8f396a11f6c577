import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { orderImports, organisations } from "@/db/schema";
import { type Actor, asActor, roleOf } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { choicesSchema, findStaged, readAndCheck } from "./staged";

const stageSchema = z.object({
  organisationId: idSchema,
  fileName: z.string().trim().min(1).max(255),
  /** Pasted text rather than a file: UTF-8, whatever its first bytes look like. */
  pasted: z.boolean().default(false),
});

/**
 * Takes in a file or pasted text for preview: it is read and checked as a whole, and nothing of the order is written.
 * Refuses a file that cannot be read, naming the fault and the way out.
 */
export async function stageImport(
  actor: Actor,
  input: z.input<typeof stageSchema>,
  content: Buffer,
  at: Date,
): Promise<{ importId: string }> {
  if (!can(roleOf(actor), "importOrder")) throw notPermitted("import orders");
  const { organisationId, fileName, pasted } = parse(stageSchema, input);
  if (actor.kind === "customer" && actor.organisationId !== organisationId)
    throw notFound("The organisation");
  const choices = { ...choicesSchema.parse({}), pasted };
  const { table, checked } = await readAndCheck(content, choices);
  return asActor(actor, async (tx) => {
    const [organisation] = await tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(eq(organisations.id, organisationId));
    if (!organisation) throw notFound("The organisation");
    const importId = newId();
    await tx.insert(orderImports).values({
      organisationId,
      id: importId,
      fileName,
      sha256: createHash("sha256").update(content).digest("hex"),
      content,
      choices,
      rows: table.rows.length,
      faults: checked.faults.length,
      createdBy: "userId" in actor ? actor.userId : null,
      createdAt: at,
    });
    return { importId };
  });
}

const chooseSchema = choicesSchema.extend({ importId: idSchema });

/** Keeps what was decided in the preview; the next look at it is checked under these choices. */
export function chooseForImport(actor: Actor, input: z.input<typeof chooseSchema>): Promise<void> {
  if (!can(roleOf(actor), "importOrder")) throw notPermitted("import orders");
  const { importId, ...choices } = parse(chooseSchema, input);
  return asActor(actor, async (tx) => {
    const staged = await findStaged(tx, importId, true);
    if (staged.confirmedAt) throw new Refusal("conflict", "This import was confirmed already.");
    await tx
      .update(orderImports)
      .set({ choices: { ...choices, pasted: staged.choices.pasted } })
      .where(and(eq(orderImports.organisationId, staged.organisationId), eq(orderImports.id, importId)));
  });
}
