import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { QuoteAttachment } from "@/db/schema/quotes";
import { type Actor, asActor, roleOf } from "@/lib/access/actor";
import { notFound, notPermitted, Refusal } from "@/lib/access/errors";
import { isId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import type { OfferedFile } from "@/lib/attachments/accept-file";
import { keepFile, readKeptFile } from "@/lib/attachments/file-store";
import { mediaTypeOf } from "@/lib/attachments/media-type";

/** Largest PDF that goes with a quote, in bytes. */
export const LARGEST_QUOTE_FILE = 10 * 1024 * 1024;

/**
 * Looks at a PDF that shall go with a quote: by its content a whole PDF, at most 10 MB. Throws a Refusal that names the
 * file and the way out. Keeps nothing.
 */
export function checkQuoteFile({ name: offered, content }: OfferedFile): QuoteAttachment {
  const name = offered.trim().slice(0, 255) || "quote.pdf";
  const refused = (why: string) =>
    new Refusal("invalid", `${name} ${why}`, { fields: { file: [`${name} ${why}`] } });
  if (content.length > LARGEST_QUOTE_FILE)
    throw refused(
      `has ${Math.ceil(content.length / 1024 / 1024)} MB; a PDF may have 10 MB. Send a smaller one.`,
    );
  if (mediaTypeOf(content) !== "application/pdf")
    throw refused("is no PDF, whatever its name says. Export it as PDF and choose it again.");
  const end = Buffer.from(content.subarray(-1024)).toString("latin1");
  if (!end.includes("startxref") || !end.includes("%%EOF"))
    throw refused("is a PDF without its end. Export it again and choose the whole file.");
  return { name, size: content.length, sha256: createHash("sha256").update(content).digest("hex") };
}

/** Checks a PDF and keeps its bytes. Without a version that names them they are nobody's, so this may run before it. */
export async function keepQuoteFile(file: OfferedFile): Promise<QuoteAttachment> {
  const kept = checkQuoteFile(file);
  await keepFile(kept.sha256, file.content);
  return kept;
}

/** The PDF of a quote version, for whoever may see its prices; another organisation's is *not found*. */
export async function openQuoteFile(
  actor: Actor,
  { quoteId, quoteVersionId }: { quoteId: string; quoteVersionId: string },
): Promise<{ name: string; content: Buffer }> {
  if (!can(roleOf(actor), "seePrices")) throw notPermitted("see prices");
  if (!isId(quoteId) || !isId(quoteVersionId)) throw notFound("This file");
  const own = actor.kind === "customer" ? sql`and v.organisation_id = ${actor.organisationId}` : sql``;
  const [row] = await asActor(
    actor,
    (tx) =>
      tx.execute<{ attachment: QuoteAttachment | null }>(sql`
        select v.attachment from organisations o join quote_versions v on v.organisation_id = o.id
        where v.id = ${quoteVersionId} and v.quote_id = ${quoteId} ${own}`),
    { readOnly: true },
  );
  if (!row?.attachment) throw notFound("This file");
  return { name: row.attachment.name, content: await readKeptFile(row.attachment.sha256) };
}
