import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { notFound, parse } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { editCatalogue } from "./edit";

const removeSchema = z.object({
  catalogueId: idSchema,
  itemIds: z.array(idSchema).min(1, "Select at least one variant.").max(5_000),
});

/** Takes variants out of a catalogue; what is out already is no fault. They stay validated and can be added again. */
export function removeFromCatalogue(
  actor: Actor,
  input: z.input<typeof removeSchema>,
  at: Date,
): Promise<{ removed: number }> {
  const { catalogueId, itemIds } = parse(removeSchema, input);
  return editCatalogue(actor, catalogueId, at, async (tx, { organisationId }) => {
    const gone = await tx.execute(sql`
      delete from catalogue_items where organisation_id = ${organisationId} and catalogue_id = ${catalogueId}
        and id = any(${`{${itemIds.join(",")}}`}::uuid[]) returning id`);
    return { removed: gone.length };
  });
}

const moveSchema = z.object({
  catalogueId: idSchema,
  itemId: idSchema,
  to: z.enum(["up", "down", "first", "last"]),
});

/** Moves a variant one place up or down the page, or to an end of it. At the end it already is at, nothing changes. */
export function moveInCatalogue(actor: Actor, input: z.input<typeof moveSchema>, at: Date): Promise<void> {
  const { catalogueId, itemId, to } = parse(moveSchema, input);
  return editCatalogue(actor, catalogueId, at, async (tx, { organisationId }) => {
    const of = sql`organisation_id = ${organisationId} and catalogue_id = ${catalogueId}`;
    const [item] = await tx.execute<{ position: number }>(
      sql`select position from catalogue_items where ${of} and id = ${itemId}`,
    );
    if (!item) throw notFound("This variant of the catalogue");
    if (to === "first" || to === "last") {
      const end = to === "first" ? sql`min(position) - 1` : sql`max(position) + 1`;
      await tx.execute(sql`update catalogue_items set position = (select ${end} from catalogue_items where ${of})
        where ${of} and id = ${itemId}`);
      return;
    }
    const beyond = to === "up" ? sql`position < ${item.position}` : sql`position > ${item.position}`;
    const [neighbour] = await tx.execute<{ id: string; position: number }>(sql`
      select id, position from catalogue_items where ${of} and ${beyond}
      order by position ${sql.raw(to === "up" ? "desc" : "asc")} limit 1`);
    if (!neighbour) return;
    await tx.execute(sql`
      update catalogue_items set position = case id when ${itemId} then ${neighbour.position}::int else ${item.position}::int end
      where ${of} and id in (${itemId}, ${neighbour.id})`);
  });
}
