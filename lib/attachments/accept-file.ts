import { createHash } from "node:crypto";
import { z } from "zod";
import { attachments } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { parse, Refusal } from "@/lib/access/errors";
import { newId } from "@/lib/access/ids";
import { keepFile } from "./file-store";
import { mediaTypeOf } from "./media-type";

/** Largest photo or drawing, in bytes. */
export const LARGEST = 20 * 1024 * 1024;

/** A file as it comes from outside. */
export interface OfferedFile {
  name: string;
  content: Uint8Array;
}

/** A file whose bytes are kept, before it belongs to anything. */
export interface AcceptedFile {
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
}

const nameSchema = z.string().trim().min(1).max(255);

/**
 * Keeps the bytes of a photo or drawing: PNG, JPEG, WebP or PDF by its content, at most 20 MB. Throws a Refusal that names
 * the file and the way out. Without a row the bytes are nobody's, so this may run before the transaction.
 */
export async function acceptFile({ name: offered, content }: OfferedFile): Promise<AcceptedFile> {
  const name = parse(nameSchema, offered);
  if (content.length > LARGEST) {
    throw new Refusal(
      "invalid",
      `${name} has ${Math.ceil(content.length / 1024 / 1024)} MB; a file may have 20 MB. Send a smaller one.`,
    );
  }
  const mediaType = mediaTypeOf(content);
  if (!mediaType)
    throw new Refusal("invalid", `${name} is no photo or drawing we can show. Send PNG, JPEG, WebP or PDF.`);
  const sha256 = createHash("sha256").update(content).digest("hex");
  await keepFile(sha256, content);
  return { name, mediaType, size: content.length, sha256 };
}

/** Writes the rows of a ticket message's files; those of an internal note stay internal. */
export async function fileWithMessage(
  tx: Tx,
  files: readonly AcceptedFile[],
  of: {
    organisationId: string;
    ticketId: string;
    messageId: string;
    internal: boolean;
    by: string | null;
    at: Date;
  },
): Promise<void> {
  if (files.length === 0) return;
  const { by, at, ...belonging } = of;
  await tx
    .insert(attachments)
    .values(files.map((file) => ({ ...file, ...belonging, id: newId(), addedBy: by, createdAt: at })));
}
