import { z } from "zod";
import { catalogues } from "@/db/schema";
import type { Actor } from "@/lib/access/actor";
import { parse, Refusal } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { descriptionSchema, titleSchema } from "./create-catalogue";
import { editCatalogue, thisOne } from "./edit";
import { slugSchema } from "./slug";

const changeSchema = z.object({
  catalogueId: idSchema,
  title: titleSchema,
  description: descriptionSchema,
  slug: slugSchema,
  indexable: z.boolean(),
  /** As it was on the sender's screen; another one is a conflict. */
  edition: z.int(),
});

/** Changes a catalogue's words, its address and whether search engines may list it. A live page changes at once. */
export async function changeCatalogue(
  actor: Actor,
  input: z.input<typeof changeSchema>,
  at: Date,
): Promise<{ edition: number }> {
  const { catalogueId, edition, ...words } = parse(changeSchema, input);
  try {
    return await editCatalogue(actor, catalogueId, at, async (tx, catalogue) => {
      if (catalogue.edition !== edition) throw changedMeanwhile(catalogue);
      await tx
        .update(catalogues)
        .set({ ...words, edition: edition + 1 })
        .where(thisOne(catalogue));
      return { edition: edition + 1 };
    });
  } catch (error) {
    if (isTaken(error)) {
      const message = "This address is taken. Choose another one.";
      throw new Refusal("invalid", message, { fields: { slug: [message] } });
    }
    throw error;
  }
}

function changedMeanwhile({ title, description, slug, edition }: typeof catalogues.$inferSelect): Refusal {
  return new Refusal(
    "conflict",
    `Somebody changed it meanwhile: it is now called “${title}” under /c/${slug}. What you typed is still here; save again to put it in place of theirs.`,
    { theirs: { title, description, slug, edition } },
  );
}

/** Postgres says so of the unique address, whoever has it. */
function isTaken(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return (
    typeof cause === "object" &&
    cause !== null &&
    "constraint_name" in cause &&
    cause.constraint_name === "catalogues_slug"
  );
}
