import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { attachments, variants } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import type { Attachment } from "./attach";

export type { Attachment } from "./attach";

/** The photos and drawings of several variants, oldest first, those of their order as a whole last. */
export async function attachmentsOfVariants(
  tx: Tx,
  organisationId: string,
  variantIds: readonly string[],
): Promise<Map<string, Attachment[]>> {
  const found = new Map<string, Attachment[]>();
  if (variantIds.length === 0) return found;
  const rows = await tx
    .select({
      of: variants.id,
      id: attachments.id,
      name: attachments.name,
      mediaType: attachments.mediaType,
      size: attachments.size,
      createdAt: attachments.createdAt,
    })
    .from(variants)
    .innerJoin(
      attachments,
      and(
        eq(attachments.organisationId, variants.organisationId),
        eq(attachments.orderId, variants.orderId),
        or(eq(attachments.variantId, variants.id), isNull(attachments.variantId)),
        isNull(attachments.removedAt),
      ),
    )
    .where(and(eq(variants.organisationId, organisationId), inArray(variants.id, [...variantIds])))
    .orderBy(sql`${attachments.variantId} nulls last`, asc(attachments.createdAt));
  for (const { of, ...file } of rows) {
    const list = found.get(of);
    if (list) list.push(file);
    else found.set(of, [file]);
  }
  return found;
}
