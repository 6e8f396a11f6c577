import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { modelLinks, models } from "@/db/schema";
import { type Actor, asActor, signature } from "@/lib/access/actor";
import { notFound, parse } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { hashToken, looksLikeToken, mintToken } from "@/lib/sharing/token";
import type { ModelFile } from "./open-model";

/** How long a link to one model lives: long enough to take out a phone. */
export const LINK_MINUTES = 30;

/** Mints a link that shows one model and nothing else, without an account, for 30 minutes. Its hash alone is kept. */
export async function createModelLink(
  actor: Actor,
  input: { modelId: string },
  at: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const { modelId } = parse(z.object({ modelId: idSchema }), input);
  const token = mintToken();
  const expiresAt = new Date(at.getTime() + LINK_MINUTES * 60_000);
  await asActor(actor, async (tx) => {
    const [model] = await tx
      .select({ organisationId: models.organisationId })
      .from(models)
      .where(and(sql`${models.organisationId} in (select id from organisations)`, eq(models.id, modelId)));
    if (!model) throw notFound("This model");
    const { organisationId } = model;
    await tx.execute(sql`delete from model_links where organisation_id = ${organisationId}
      and expires_at < ${at.toISOString()}::timestamptz`);
    await tx.insert(modelLinks).values({
      organisationId,
      id: newId(),
      modelId,
      tokenHash: hashToken(token),
      createdBy: signature(actor).actorId,
      createdAt: at,
      expiresAt,
    });
  });
  return { token, expiresAt };
}

/** The model a link shows; null for a token that is unknown or past its time, which look the same. */
export async function openModelLink(
  token: string,
  now: Date,
): Promise<(ModelFile & { expiresAt: Date }) | null> {
  if (!looksLikeToken(token)) return null;
  const [row] = await asActor({ kind: "system", job: "open model link" }, (tx) =>
    tx
      .select({
        sha256: models.sha256,
        size: models.size,
        name: models.name,
        expiresAt: modelLinks.expiresAt,
      })
      .from(modelLinks)
      .innerJoin(
        models,
        and(eq(models.organisationId, modelLinks.organisationId), eq(models.id, modelLinks.modelId)),
      )
      .where(eq(modelLinks.tokenHash, hashToken(token))),
  );
  return row && row.expiresAt > now ? row : null;
}
