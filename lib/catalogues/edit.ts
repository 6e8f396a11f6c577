import { and, eq } from "drizzle-orm";
import { catalogues } from "@/db/schema";
import { type Actor, asActor, type CustomerActor, roleOf, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted } from "@/lib/access/errors";
import { can } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";

export type Catalogue = typeof catalogues.$inferSelect;

/** Throws unless the actor may make, fill and publish catalogues: a customer's admin (domain.md, "People"). */
export function requirePublisher(actor: Actor): CustomerActor {
  if (actor.kind !== "customer" || !can(roleOf(actor), "publish")) throw notPermitted("change catalogues");
  return actor;
}

/**
 * Changes one catalogue in a transaction that holds it, so that changes come one after the other, and tells the news.
 * Throws *not found* for another organisation's.
 */
export function editCatalogue<T>(
  actor: Actor,
  catalogueId: string,
  at: Date,
  work: (tx: Tx, catalogue: Catalogue) => Promise<T>,
): Promise<T> {
  const { organisationId } = requirePublisher(actor);
  return asActor(actor, async (tx) => {
    const [catalogue] = await tx
      .select()
      .from(catalogues)
      .where(and(eq(catalogues.organisationId, organisationId), eq(catalogues.id, catalogueId)))
      .for("update");
    if (!catalogue) throw notFound("This catalogue");
    const done = await work(tx, catalogue);
    await record(tx, [{ organisationId, topic: "catalogues", subject: {}, at }]);
    return done;
  });
}

/** The row of one catalogue, for an update. */
export const thisOne = ({ organisationId, id }: Catalogue) =>
  and(eq(catalogues.organisationId, organisationId), eq(catalogues.id, id));
