import { asc, count, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { memberships, organisations } from "@/db/schema";
import { type Actor, asActor } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { isId, newId } from "@/lib/access/ids";
import { nameSchema } from "./fields";

const settingsSchema = z.object({
  name: nameSchema,
  /** "Immediate" in the seed: an accepted quote starts production in the same breath. */
  startOnAcceptance: z.boolean(),
  /** Whether its people read names of the producer's staff, or departments only. */
  showNames: z.boolean(),
});

export type OrganisationSettings = z.input<typeof settingsSchema>;

/** An organisation as administrators list it. */
export interface OrganisationLine extends OrganisationSettings {
  id: string;
  people: number;
  createdAt: Date;
}

function onlyAdmin(actor: Actor): void {
  if (actor.kind !== "admin") throw notPermitted("administer organisations");
}

/** Every organisation, by name. For administrators. */
export async function listOrganisations(actor: Actor): Promise<OrganisationLine[]> {
  onlyAdmin(actor);
  return asActor(actor, (tx) =>
    tx
      .select({
        id: organisations.id,
        name: organisations.name,
        startOnAcceptance: organisations.startOnAcceptance,
        showNames: organisations.showNames,
        createdAt: organisations.createdAt,
        people: count(memberships.userId),
      })
      .from(organisations)
      .leftJoin(memberships, eq(memberships.organisationId, organisations.id))
      .groupBy(organisations.id)
      .orderBy(asc(sql`lower(${organisations.name})`)),
  );
}

/** Makes an organisation. Throws a Refusal: `conflict` where the name is taken. */
export async function createOrganisation(actor: Actor, input: OrganisationSettings): Promise<{ id: string }> {
  onlyAdmin(actor);
  const settings = parse(settingsSchema, input);
  return asActor(actor, async (tx) => {
    const [made] = await tx
      .insert(organisations)
      .values({ id: newId(), ...settings })
      .onConflictDoNothing({ target: organisations.name })
      .returning({ id: organisations.id });
    if (!made) throw nameTaken(settings.name);
    return made;
  });
}

/** Changes an organisation's name and settings. Throws a Refusal: *not found*, or `conflict` where the name is taken. */
export async function updateOrganisation(
  actor: Actor,
  id: string,
  input: OrganisationSettings,
): Promise<void> {
  onlyAdmin(actor);
  const settings = parse(settingsSchema, input);
  if (!isId(id)) throw notFound("That organisation");
  await asActor(actor, async (tx) => {
    const [other] = await tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(eq(organisations.name, settings.name));
    if (other && other.id !== id) throw nameTaken(settings.name);
    const changed = await tx
      .update(organisations)
      .set(settings)
      .where(eq(organisations.id, id))
      .returning({ id: organisations.id });
    if (changed.length === 0) throw notFound("That organisation");
  });
}

function nameTaken(name: string): Refusal {
  const message = `There is an organisation named ${name} already.`;
  return new Refusal("conflict", message, { fields: { name: [message] } });
}
