import { z } from "zod";
import { catalogues } from "@/db/schema";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { parse } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { record } from "@/lib/events/record";
import { addToCatalogueIn } from "./add-variants";
import { requirePublisher } from "./edit";
import { numberedSlug, slugOf } from "./slug";

export const titleSchema = z
  .string()
  .trim()
  .min(1, "Give the catalogue a title.")
  .max(120, "At most 120 characters.");
export const descriptionSchema = z.string().trim().max(2_000, "At most 2,000 characters.");

const createSchema = z.object({
  title: titleSchema,
  description: descriptionSchema.default(""),
  /** Variants it begins with; those that are not validated are left out. */
  variantIds: z.array(idSchema).max(10_000).default([]),
});

/** Makes a draft of the customer's own organisation; its address comes from the title, with a number where it is taken. */
export async function createCatalogue(
  actor: Actor,
  input: z.input<typeof createSchema>,
  at: Date,
): Promise<{ catalogueId: string; slug: string }> {
  const { organisationId, userId } = requirePublisher(actor);
  const { title, description, variantIds } = parse(createSchema, input);
  return asActor(actor, async (tx) => {
    const row = { organisationId, id: newId(), title, description, createdBy: userId, createdAt: at };
    const slug = await insertUnderFreeSlug(tx, row, slugOf(title));
    if (variantIds.length > 0) await addToCatalogueIn(tx, organisationId, row.id, variantIds);
    await record(tx, [{ organisationId, topic: "catalogues", subject: {}, at }]);
    return { catalogueId: row.id, slug };
  });
}

async function insertUnderFreeSlug(
  tx: Tx,
  row: Omit<typeof catalogues.$inferInsert, "slug">,
  wanted: string,
): Promise<string> {
  // Other organisations' addresses cannot be looked up, only met.
  for (let number = 1; ; number += 1) {
    const slug =
      number < 100 ? numberedSlug(wanted, number) : `${wanted.slice(0, 20)}-${row.id}`.slice(0, 60);
    const [made] = await tx
      .insert(catalogues)
      .values({ ...row, slug })
      .onConflictDoNothing({ target: catalogues.slug })
      .returning({ slug: catalogues.slug });
    if (made) return made.slug;
  }
}
