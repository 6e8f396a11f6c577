import { sql } from "drizzle-orm";
import { z } from "zod";
import { catalogues } from "@/db/schema";
import type { Actor } from "@/lib/access/actor";
import { parse, Refusal } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { editCatalogue, thisOne } from "./edit";

const oneSchema = z.object({ catalogueId: idSchema });

/** Makes a catalogue live at its address. Refused while nothing in it is validated; publishing twice is no fault. */
export function publishCatalogue(
  actor: Actor,
  input: { catalogueId: string },
  at: Date,
): Promise<{ slug: string }> {
  const { catalogueId } = parse(oneSchema, input);
  return editCatalogue(actor, catalogueId, at, async (tx, catalogue) => {
    const { organisationId, slug, status } = catalogue;
    if (status === "published") return { slug };
    const [shown] = await tx.execute<{ n: number }>(sql`
      select count(*)::int as n from catalogue_items i
      join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id and v.place = 'validated'
      where i.organisation_id = ${organisationId} and i.catalogue_id = ${catalogueId}`);
    if (!shown?.n)
      throw new Refusal(
        "not_possible",
        "Nothing in this catalogue is validated, so its page would be empty. Add validated variants first.",
      );
    await tx.update(catalogues).set({ status: "published", publishedAt: at }).where(thisOne(catalogue));
    return { slug };
  });
}

/** Takes a live catalogue off its address at once. A draft stays a draft; unpublishing twice is no fault. */
export function unpublishCatalogue(actor: Actor, input: { catalogueId: string }, at: Date): Promise<void> {
  const { catalogueId } = parse(oneSchema, input);
  return editCatalogue(actor, catalogueId, at, async (tx, catalogue) => {
    if (catalogue.status !== "published") return;
    await tx
      .update(catalogues)
      .set({ status: "unpublished", publishedAt: null, unpublishedAt: at })
      .where(thisOne(catalogue));
  });
}
