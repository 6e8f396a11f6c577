import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { activity, attachments, orders, variants } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { acceptFile } from "./accept-file";
import { readKeptFile } from "./file-store";

const MOST = 1_000;

const attachSchema = z
  .object({
    orderId: idSchema.nullish(),
    variantId: idSchema.nullish(),
    name: z.string().trim().min(1).max(255),
  })
  .refine(
    (a) => Boolean(a.orderId) !== Boolean(a.variantId),
    "Say what the file belongs to: an order or a variant.",
  );

/** Adds a reference photo or drawing to an order or a variant: PNG, JPEG, WebP or PDF by its content, at most 20 MB. */
export async function attachFile(
  actor: Actor,
  input: z.input<typeof attachSchema>,
  content: Uint8Array,
  at: Date,
): Promise<{ attachmentId: string }> {
  if (!can(roleOf(actor), "attachFiles")) throw notPermitted("attach files");
  const { orderId, variantId, name } = parse(attachSchema, input);
  const file = await acceptFile({ name, content });
  const by = signature(actor);
  return asActor(actor, async (tx) => {
    const subject = variantId ? await variantSubject(tx, variantId) : await orderSubject(tx, orderId ?? "");
    const [kept] = await tx
      .select({ n: sql<number>`count(*)::int` })
      .from(attachments)
      .where(
        and(
          eq(attachments.organisationId, subject.organisationId),
          eq(attachments.orderId, subject.orderId),
          isNull(attachments.removedAt),
        ),
      );
    if ((kept?.n ?? 0) >= MOST)
      throw new Refusal("limited", "This order has 1,000 files already. Remove some first.");
    const attachmentId = newId();
    const { organisationId } = subject;
    await tx.insert(attachments).values({
      organisationId,
      id: attachmentId,
      orderId: subject.orderId,
      variantId: variantId ?? null,
      ...file,
      addedBy: by.actorId,
      createdAt: at,
    });
    await tx.insert(activity).values({
      organisationId,
      id: newId(),
      kind: "file_attached",
      orderId: subject.orderId,
      variantId: variantId ?? null,
      actorKind: by.actorKind,
      actorId: by.actorId,
      data: { attachmentId, name },
      at,
    });
    return { attachmentId };
  });
}

const mine = sql`(select id from organisations)`;

async function variantSubject(tx: Tx, variantId: string) {
  const [row] = await tx
    .select({ organisationId: variants.organisationId, orderId: variants.orderId })
    .from(variants)
    .where(and(sql`${variants.organisationId} in ${mine}`, eq(variants.id, variantId)));
  if (!row) throw notFound("This variant");
  return row;
}

async function orderSubject(tx: Tx, orderId: string) {
  const [row] = await tx
    .select({ organisationId: orders.organisationId, orderId: orders.id })
    .from(orders)
    .where(and(sql`${orders.organisationId} in ${mine}`, eq(orders.id, orderId)));
  if (!row) throw notFound("This order");
  return row;
}

export interface Attachment {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  createdAt: Date;
}

/** The photos and drawings of an order as a whole, or of one variant, oldest first. */
export function listAttachments(
  tx: Tx,
  of: { organisationId: string; orderId: string; variantId: string | null },
): Promise<Attachment[]> {
  return tx
    .select({
      id: attachments.id,
      name: attachments.name,
      mediaType: attachments.mediaType,
      size: attachments.size,
      createdAt: attachments.createdAt,
    })
    .from(attachments)
    .where(
      and(
        eq(attachments.organisationId, of.organisationId),
        eq(attachments.orderId, of.orderId),
        of.variantId ? eq(attachments.variantId, of.variantId) : isNull(attachments.variantId),
        isNull(attachments.removedAt),
      ),
    )
    .orderBy(asc(attachments.createdAt));
}

/** One file with its bytes, if the actor may see it. */
export async function openAttachment(
  actor: Actor,
  attachmentId: string,
): Promise<Attachment & { content: Buffer }> {
  const [row] = await asActor(actor, (tx) =>
    tx
      .select()
      .from(attachments)
      .where(
        and(
          sql`${attachments.organisationId} in ${mine}`,
          eq(attachments.id, attachmentId),
          isNull(attachments.removedAt),
        ),
      ),
  );
  if (!row) throw notFound("This file");
  const { id, name, mediaType, size, createdAt, sha256 } = row;
  return { id, name, mediaType, size, createdAt, content: await readKeptFile(sha256) };
}

/** Takes a file away; the activity log keeps that it was there. */
export function removeAttachment(actor: Actor, input: { attachmentId: string }, at: Date): Promise<void> {
  if (!can(roleOf(actor), "attachFiles")) throw notPermitted("remove files");
  const { attachmentId } = parse(z.object({ attachmentId: idSchema }), input);
  const by = signature(actor);
  return asActor(actor, async (tx) => {
    const [row] = await tx
      .update(attachments)
      .set({ removedAt: at })
      .where(
        and(
          sql`${attachments.organisationId} in ${mine}`,
          eq(attachments.id, attachmentId),
          isNull(attachments.removedAt),
        ),
      )
      .returning();
    if (!row) throw notFound("This file");
    await tx.insert(activity).values({
      organisationId: row.organisationId,
      id: newId(),
      kind: "file_removed",
      orderId: row.orderId,
      variantId: row.variantId,
      actorKind: by.actorKind,
      actorId: by.actorId,
      data: { attachmentId, name: row.name },
      at,
    });
  });
}
