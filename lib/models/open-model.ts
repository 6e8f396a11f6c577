import { and, eq, sql } from "drizzle-orm";
import { models } from "@/db/schema";
import { type Actor, asActor } from "@/lib/access/actor";
import { notFound } from "@/lib/access/errors";

/** A model's file, as a door serves it. */
export interface ModelFile {
  sha256: string;
  size: number;
  name: string;
}

/** The file of one model, if the actor may see it; another tenant's is *not found*. */
export async function openModel(actor: Actor, modelId: string): Promise<ModelFile> {
  const [row] = await asActor(
    actor,
    (tx) =>
      tx
        .select({ sha256: models.sha256, size: models.size, name: models.name })
        .from(models)
        .where(and(sql`${models.organisationId} in (select id from organisations)`, eq(models.id, modelId))),
    { readOnly: true },
  );
  if (!row) throw notFound("This model");
  return row;
}
