import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { activity, models } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { keepFile } from "@/lib/attachments/file-store";
import { record } from "@/lib/events/record";
import { locateVariants } from "@/lib/variants/locate";
import type { Inspected } from "./inspect-model";
import { LARGEST_MODEL, megabytes } from "./limits";
import { readModel } from "./read-model";

const name = z.string().trim().min(1, "Name the file.").max(255);
const note = z.string().trim().max(2_000).nullish();
const addSchema = z.union([
  z.object({ variantId: idSchema, name, note }),
  /** For a folder of models: the file's name is the SKU of one live variant of this batch. */
  z.object({ batchId: idSchema, name, note }),
]);
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
 * in a thread with limits before anything is kept. Throws a Refusal that names the file, its fault and the way out.
 */
export async function addModel(
  actor: Actor,
  input: AddModelInput,
  content: Uint8Array,
  at: Date,
): Promise<{ modelId: string; sku: string; version: number }> {
  if (!can(roleOf(actor), "manageModels")) throw notPermitted("add models");
  const wish = parse(addSchema, input);
  refuseLargeModel(wish.name, content.length);
  // Before the costly look: a stranger's variant answers the same whatever is sent.
  await asActor(actor, (tx) => targetOf(tx, actor, wish));
  const read = await readModel(content);
  if (!read.ok) throw new Refusal("invalid", `${wish.name} was not kept. ${read.message}`);
  const sha256 = createHash("sha256").update(content).digest("hex");
  await keepFile(sha256, content);
  return asActor(actor, async (tx) => {
    const target = await targetOf(tx, actor, wish, true);
    const [kept] = await recordModels(
      tx,
      actor,
      target.organisationId,
      [{ ...target, name: wish.name, note: wish.note || null, sha256, size: content.length, ...read.model }],
      at,
    );
    if (!kept) throw new Error("The model was not recorded.");
    return { ...kept, sku: target.sku };
  });
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

interface Target {
  organisationId: string;
  variantId: string;
  revision: number;
  sku: string;
}

/** The variant a file is for, its row locked so that two uploads get two versions. */
async function targetOf(
  tx: Tx,
  actor: Actor,
  wish: z.infer<typeof addSchema>,
  lock = false,
): Promise<Target> {
  const forUpdate = lock ? sql`for update` : sql``;
  type Found = { organisation_id: string; id: string; revision: number; sku: string };
  if ("variantId" in wish) {
    const [organisationId] = (await locateVariants(tx, actor, [wish.variantId])).keys();
    const [row] = organisationId
      ? await tx.execute<Found>(sql`select organisation_id, id, revision, sku from variants
          where organisation_id = ${organisationId} and id = ${wish.variantId} ${forUpdate}`)
      : [];
    if (!row) throw notFound("This variant");
    return { organisationId: row.organisation_id, variantId: row.id, revision: row.revision, sku: row.sku };
  }
  const sku = wish.name.replace(/\.glb$/i, "").trim();
  const rows = await tx.execute<Found>(sql`
    select v.organisation_id, v.id, v.revision, v.sku from batches b
    join variants v on v.organisation_id = b.organisation_id and v.batch_id = b.id
    where b.organisation_id in (select id from organisations) and b.id = ${wish.batchId}
      and v.place <> 'cancelled' and lower(v.sku) = lower(${sku}) ${lock ? sql`for update of v` : sql``}`);
  const [row, another] = rows;
  if (!row)
    throw new Refusal(
      "not_found",
      `${wish.name} names no live variant of this batch. Name the file by the SKU, such as KE-0001.glb.`,
    );
  if (another)
    throw new Refusal(
      "invalid",
      `${wish.name} names more than one variant of this batch. Add it on the variant's own page.`,
    );
  return { organisationId: row.organisation_id, variantId: row.id, revision: row.revision, sku: row.sku };
}
