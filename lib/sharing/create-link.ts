import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { activity, batches, orders, shareLinks } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { record } from "@/lib/events/record";
import { PLACES } from "@/lib/lifecycle/states";
import { endSubscriptions } from "@/lib/subscriptions/end-subscription";
import { listOfPlaces } from "@/lib/variants/filters";
import { SHARE_PARTS } from "./parts";
import { hashPasscode } from "./passcode";
import { hashToken, mintToken } from "./token";

const createSchema = z
  .object({
    scope: z.enum(["batch", "order", "organisation"]),
    subjectId: idSchema.nullable().default(null),
    label: z.string().trim().min(1, "Give the link a name, so that you know it again.").max(120),
    expiresAt: z.coerce.date().nullable().default(null),
    passcode: z.string().min(4, "A passcode has at least 4 characters.").max(100).nullable().default(null),
    allowDownloads: z.boolean().default(false),
    shows: z.array(z.enum(SHARE_PARTS)).default(["variants"]),
    /** The filtered list it shows; null for everything of the subject. */
    places: z
      .array(z.enum(PLACES))
      .min(1)
      .transform((places) => [...new Set(places)])
      .refine((places) => listOfPlaces(places) !== null, "Say what the link shows.")
      .nullable()
      .default(null),
  })
  .refine(
    (link) => (link.scope === "organisation") === (link.subjectId === null),
    "Say what the link shows.",
  );

export interface CreatedLink {
  linkId: string;
  /** The only time the token is seen; just its hash is kept. */
  token: string;
}

/** Makes a share link for the customer's own organisation: 256 random bits, of which only a hash is stored. */
export async function createShareLink(
  actor: Actor,
  input: z.input<typeof createSchema>,
  at: Date,
): Promise<CreatedLink> {
  if (actor.kind !== "customer" || !can(roleOf(actor), "share")) throw notPermitted("share links");
  const { scope, subjectId, label, expiresAt, passcode, ...shown } = parse(createSchema, input);
  const { organisationId, userId } = actor;
  const passcodeHash = passcode === null ? null : await hashPasscode(passcode);
  const token = mintToken();
  return asActor(actor, async (tx) => {
    await requireSubject(tx, organisationId, scope, subjectId);
    const linkId = newId();
    await tx.insert(shareLinks).values({
      organisationId,
      id: linkId,
      tokenHash: hashToken(token),
      scope,
      subjectId,
      label,
      passcodeHash,
      ...shown,
      expiresAt,
      createdBy: userId,
      createdAt: at,
    });
    const by = signature(actor);
    await tx.insert(activity).values({
      organisationId,
      id: newId(),
      kind: "link_created",
      batchId: scope === "batch" ? subjectId : null,
      orderId: scope === "order" ? subjectId : null,
      actorKind: by.actorKind,
      actorId: by.actorId,
      data: { linkId, label },
      at,
    });
    return { linkId, token };
  });
}

async function requireSubject(
  tx: Tx,
  organisationId: string,
  scope: string,
  subjectId: string | null,
): Promise<void> {
  if (scope === "organisation" || subjectId === null) return;
  const table = scope === "batch" ? batches : orders;
  const [subject] = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.organisationId, organisationId), eq(table.id, subjectId)));
  if (!subject) throw notFound(scope === "batch" ? "This batch" : "This order");
}

/** Ends a link at once: pages, downloads and streams look at it on every use. Revoking twice is no fault. */
export function revokeShareLink(actor: Actor, input: { linkId: string }, at: Date): Promise<void> {
  if (actor.kind !== "customer" || !can(roleOf(actor), "share")) throw notPermitted("revoke links");
  const { linkId } = parse(z.object({ linkId: idSchema }), input);
  const { organisationId } = actor;
  return asActor(actor, async (tx) => {
    const [link] = await tx
      .select({ revokedAt: shareLinks.revokedAt })
      .from(shareLinks)
      .where(and(eq(shareLinks.organisationId, organisationId), eq(shareLinks.id, linkId)))
      .for("update");
    if (!link) throw notFound("This link");
    if (link.revokedAt) return;
    await tx
      .update(shareLinks)
      .set({ revokedAt: at })
      .where(and(eq(shareLinks.organisationId, organisationId), eq(shareLinks.id, linkId)));
    await endSubscriptions(tx, { organisationId, kind: "link", subjectId: linkId });
    const by = signature(actor);
    await tx.insert(activity).values({
      organisationId,
      id: newId(),
      kind: "link_revoked",
      actorKind: by.actorKind,
      actorId: by.actorId,
      data: { linkId },
      at,
    });
    await record(tx, [{ organisationId, topic: "shares", subject: {}, at }]);
  });
}
