import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { activity, models } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notPermitted, parse, Refusal } from "@/lib/access/errors";
import { newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { once } from "@/lib/access/repeated-request";
import { keepFile } from "@/lib/attachments/file-store";
import { record } from "@/lib/events/record";
import { addSchema, nameOf, targetOf, type Wish } from "./find-target";
import type { Inspected } from "./inspect-model";
import { LARGEST_MODEL, megabytes } from "./limits";
import { readModel } from "./read-model";

export type AddModelInput = z.input<typeof addSchema>;

/** Refuses a model by its size alone, before its bytes are read. */
export function refuseLargeModel(name: string, bytes: number): void {
  if (bytes > LARGEST_MODEL)
    throw new Refusal(
      "invalid",
      `${name} has ${megabytes(bytes)}; a model may have ${megabytes(LARGEST_MODEL)}. Reduce its polygons and textures and send it again.`,
    );
}

/**
 * Keeps a 3D model as the next version for a variant at its present revision: binary glTF 2.0 by its content, looked at
 * in a thread with limits before anything is kept. A program that sends the file that is the latest already makes no
 * version of it. Throws a Refusal that names the file, its fault and the way out.
 */
export async function addModel(
  actor: Actor,
  input: AddModelInput,
  content: Uint8Array,
  at: Date,
): Promise<AddedModel> {
  if (!can(roleOf(actor), "manageModels")) throw notPermitted("add models");
  const wish = parse(addSchema, input);
  const fileName = nameOf(wish);
  refuseLargeModel(fileName, content.length);
  // Before the costly look: a stranger's variant answers the same whatever is sent.
  const sha256 = createHash("sha256").update(content).digest("hex");
  const known = await asActor(actor, async (tx) => lookedAt(tx, await targetOf(tx, actor, wish), sha256));
  const read = known ?? (await readModel(content));
  if (!read.ok) throw new Refusal("invalid", `${fileName} was not kept. ${read.message}`);
  await keepFile(sha256, content);
  const file = { name: fileName, note: wish.note || null, sha256, size: content.length, ...read.model };
  if (!("sku" in wish)) return asActor(actor, (tx) => keepNext(tx, actor, wish, file, at));
  const { idempotencyKey: key, ...body } = wish;
  const { actorId: userId } = signature(actor);
  return asActor(actor, (tx) =>
    once(tx, { userId, key, body: { ...body, sha256 } }, () => keepNext(tx, actor, wish, file, at)),
  );
}

export interface AddedModel {
  modelId: string;
  sku: string;
  version: number;
  /** False where a program sent what is the latest version already. */
  isNew: boolean;
}

/** What a file of these very bytes was found to be when the variant got it before; null where it never did. */
async function lookedAt(
  tx: Tx,
  { organisationId, variantId }: { organisationId: string; variantId: string },
  sha256: string,
): Promise<{ ok: true; model: Inspected } | null> {
  const [model] = await tx
    .select({ triangles: models.triangles, bounds: models.bounds })
    .from(models)
    .where(
      and(
        eq(models.organisationId, organisationId),
        eq(models.variantId, variantId),
        eq(models.sha256, sha256),
      ),
    )
    .limit(1);
  return model ? { ok: true, model } : null;
}

async function keepNext(
  tx: Tx,
  actor: Actor,
  wish: Wish,
  file: Omit<NewModel, "variantId" | "revision">,
  at: Date,
): Promise<AddedModel> {
  const { organisationId, variantId, revision, sku } = await targetOf(tx, actor, wish, true);
  if ("sku" in wish) {
    const [latest] = await tx.execute<{ id: string; version: number; revision: number; sha256: string }>(sql`
      select id, version, revision, sha256 from models
      where organisation_id = ${organisationId} and variant_id = ${variantId} order by version desc limit 1`);
    if (latest?.sha256 === file.sha256 && latest.revision === revision)
      return { modelId: latest.id, sku, version: latest.version, isNew: false };
  }
  const [kept] = await recordModels(tx, actor, organisationId, [{ ...file, variantId, revision }], at);
  if (!kept) throw new Error("The model was not recorded.");
  return { ...kept, sku, isNew: true };
}

export interface NewModel extends Inspected {
  variantId: string;
  revision: number;
  name: string;
  note: string | null;
  sha256: string;
  size: number;
}

/** Writes down models whose bytes are kept and were looked at, each as the next version of its variant. */
export async function recordModels(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  list: readonly NewModel[],
  at: Date,
): Promise<{ modelId: string; version: number }[]> {
  if (list.length === 0) return [];
  const by = signature(actor);
  const variantIds = list.map(({ variantId }) => variantId);
  const had = await tx.execute<{ variant_id: string; n: number }>(sql`
    select variant_id, max(version)::int as n from models where organisation_id = ${organisationId}
      and variant_id = any(${`{${variantIds.join(",")}}`}::uuid[]) group by 1`);
  const versions = new Map(had.map((row) => [row.variant_id, row.n]));
  const rows = list.map(({ variantId, revision, name, note, sha256, size, triangles, bounds }) => {
    const version = (versions.get(variantId) ?? 0) + 1;
    versions.set(variantId, version);
    return {
      organisationId,
      id: newId(),
      variantId,
      revision,
      version,
      ...{ name, note, sha256, size, triangles, bounds },
      addedBy: by.actorId,
      createdAt: at,
    };
  });
  await tx.insert(models).values(rows);
  await tx.insert(activity).values(
    rows.map((row) => ({
      organisationId,
      id: newId(),
      kind: "model_added",
      variantId: row.variantId,
      actorKind: by.actorKind,
      actorId: by.actorId,
      data: { modelId: row.id, version: row.version, revision: row.revision },
      at,
    })),
  );
  await record(tx, [{ organisationId, topic: "variants", subject: { variantIds, event: "model" }, at }]);
  return rows.map(({ id, version }) => ({ modelId: id, version }));
}
