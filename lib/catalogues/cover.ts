import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { catalogues } from "@/db/schema";
import type { Actor, Tx } from "@/lib/access/actor";
import { notFound, parse, Refusal } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { keepFile } from "@/lib/attachments/file-store";
import { mediaTypeOf } from "@/lib/attachments/media-type";
import { editCatalogue, requirePublisher, thisOne } from "./edit";
import { findCatalogue } from "./find-catalogue";

/** Largest cover picture, in bytes: everybody who opens the page waits for it. */
export const LARGEST_COVER = 1024 * 1024;

/** A cover picture, as a door serves it. */
export interface CoverFile {
  sha256: string;
  mediaType: string;
}

const ofCatalogue = z.object({ catalogueId: idSchema });
const setSchema = ofCatalogue.extend({ name: z.string().trim().min(1).max(255) });

/** Gives a catalogue a cover: PNG, JPEG or WebP by its content, at most 1 MB. A live page and its link preview show it at once. */
export async function setCover(
  actor: Actor,
  input: { catalogueId: string; name: string },
  content: Uint8Array,
  at: Date,
): Promise<void> {
  requirePublisher(actor);
  const { catalogueId, name } = parse(setSchema, input);
  if (content.length > LARGEST_COVER)
    throw new Refusal(
      "invalid",
      `${name} has more than 1 MB, which is the most a cover may have. Send a smaller one.`,
    );
  const mediaType = mediaTypeOf(content);
  if (!mediaType?.startsWith("image/"))
    throw new Refusal("invalid", `${name} is no picture we can show. Send PNG, JPEG or WebP.`);
  const sha256 = createHash("sha256").update(content).digest("hex");
  await keepFile(sha256, content);
  await editCatalogue(actor, catalogueId, at, async (tx, catalogue) => {
    await tx
      .update(catalogues)
      .set({ coverSha256: sha256, coverMediaType: mediaType })
      .where(thisOne(catalogue));
  });
}

/** Takes the cover away; where there is none, nothing changes. */
export function removeCover(actor: Actor, input: { catalogueId: string }, at: Date): Promise<void> {
  const { catalogueId } = parse(ofCatalogue, input);
  return editCatalogue(actor, catalogueId, at, async (tx, catalogue) => {
    await tx.update(catalogues).set({ coverSha256: null, coverMediaType: null }).where(thisOne(catalogue));
  });
}

/** The cover of a catalogue of the organisation, live or not. Throws *not found* where there is none. */
export async function findCover(tx: Tx, organisationId: string, catalogueId: string): Promise<CoverFile> {
  const { coverSha256, coverMediaType } = await findCatalogue(tx, organisationId, catalogueId);
  if (!coverSha256 || !coverMediaType) throw notFound("This cover");
  return { sha256: coverSha256, mediaType: coverMediaType };
}

/** A frame of the catalogue that a cover can be taken from. */
export interface CoverSource {
  sku: string;
  product: string;
  /** Its latest model; null where it has none. */
  modelId: string | null;
  /** Its own reference photos. */
  photoIds: string[];
}

/** So many frames are offered, in the order of the page. */
const OFFERED = 100;

/** The first frames of a catalogue that have a model or a photo to take a cover from. */
export async function coverSources(
  tx: Tx,
  { organisationId, catalogueId }: { organisationId: string; catalogueId: string },
): Promise<CoverSource[]> {
  const rows = await tx.execute<CoverSource & Record<string, unknown>>(sql`
    select * from (
      select i.position, i.id, v.sku, p.name as product,
        (select m.id from models m where m.organisation_id = v.organisation_id and m.variant_id = v.id
          order by m.version desc limit 1) as "modelId",
        array(select a.id from attachments a where a.organisation_id = v.organisation_id and a.order_id = v.order_id
          and a.variant_id = v.id and a.removed_at is null and a.media_type like 'image/%' order by a.created_at) as "photoIds"
      from catalogue_items i
      join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id
      join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
      where i.organisation_id = ${organisationId} and i.catalogue_id = ${catalogueId} and v.place = 'validated') s
    where "modelId" is not null or cardinality("photoIds") > 0
    order by position, id limit ${OFFERED}`);
  return rows.map(({ sku, product, modelId, photoIds }) => ({ sku, product, modelId, photoIds }));
}
