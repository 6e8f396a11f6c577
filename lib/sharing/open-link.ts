import { and, eq, sql } from "drizzle-orm";
import { organisations, shareLinks, shareViews } from "@/db/schema";
import { type Actor, asActor, type StakeholderActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { hashToken } from "./token";

export type OpenedLink =
  | {
      state: "open";
      actor: StakeholderActor;
      label: string;
      organisationName: string;
      allowDownloads: boolean;
      expiresAt: Date | null;
    }
  /** The right passcode was not given yet. Says nothing of what the link shows. */
  | { state: "locked"; linkId: string; passcodeHash: string; organisationName: string }
  | { state: "expired" | "revoked"; organisationName: string }
  | { state: "unknown" };

const system: Actor = { kind: "system", job: "open share link" };

/**
 * Whose link a token is, looked at on every use, so that revoking acts at once. `unlocked` says whether the holder has
 * given the passcode in this browser. An ended link names whom to ask, never what it showed.
 */
export function openShareLink(
  token: string,
  now: Date,
  unlocked: (linkId: string) => boolean,
): Promise<OpenedLink> {
  return asActor(
    system,
    async (tx) => {
      const [link] = await tx
        .select({ link: shareLinks, organisationName: organisations.name })
        .from(shareLinks)
        .innerJoin(organisations, eq(organisations.id, shareLinks.organisationId))
        .where(eq(shareLinks.tokenHash, hashToken(token)));
      if (!link) return { state: "unknown" };
      const { organisationName } = link;
      const {
        id,
        organisationId,
        scope,
        subjectId,
        label,
        allowDownloads,
        expiresAt,
        revokedAt,
        passcodeHash,
      } = link.link;
      if (revokedAt) return { state: "revoked", organisationName };
      if (expiresAt && expiresAt <= now) return { state: "expired", organisationName };
      if (passcodeHash && !unlocked(id))
        return { state: "locked", linkId: id, passcodeHash, organisationName };
      const actor: StakeholderActor = { kind: "stakeholder", organisationId, linkId: id, scope, subjectId };
      return { state: "open", actor, label, organisationName, allowDownloads, expiresAt };
    },
    { readOnly: true },
  );
}

/** Notes that a link was looked at: when, and nothing about who. */
export function noteView(actor: StakeholderActor, at: Date): Promise<void> {
  const { organisationId, linkId } = actor;
  return asActor(system, async (tx) => {
    await tx.insert(shareViews).values({ organisationId, id: newId(), linkId, at });
  });
}

export interface ListedLink {
  id: string;
  scope: "batch" | "order" | "organisation";
  subjectId: string | null;
  label: string;
  hasPasscode: boolean;
  allowDownloads: boolean;
  expiresAt: Date | null;
  revokedAt: Date | null;
  createdAt: Date;
  views: number;
  lastViewAt: Date | null;
}

/** An organisation's links, newest first, with how often and when last each was looked at. */
export function listShareLinks(
  actor: Actor,
  of: { scope?: "batch" | "order"; subjectId?: string } = {},
): Promise<ListedLink[]> {
  return asActor(actor, async (tx) => {
    const rows = await tx
      .select({
        id: shareLinks.id,
        scope: shareLinks.scope,
        subjectId: shareLinks.subjectId,
        label: shareLinks.label,
        hasPasscode: sql<boolean>`${shareLinks.passcodeHash} is not null`,
        allowDownloads: shareLinks.allowDownloads,
        expiresAt: shareLinks.expiresAt,
        revokedAt: shareLinks.revokedAt,
        createdAt: shareLinks.createdAt,
        views: sql<number>`count(${shareViews.id})::int`,
        lastViewAt: sql<string | null>`max(${shareViews.at})`,
      })
      .from(shareLinks)
      .leftJoin(
        shareViews,
        and(eq(shareViews.organisationId, shareLinks.organisationId), eq(shareViews.linkId, shareLinks.id)),
      )
      .where(
        and(
          actor.kind === "customer" ? eq(shareLinks.organisationId, actor.organisationId) : undefined,
          of.scope ? eq(shareLinks.scope, of.scope) : undefined,
          of.subjectId ? eq(shareLinks.subjectId, of.subjectId) : undefined,
        ),
      )
      .groupBy(shareLinks.organisationId, shareLinks.id)
      .orderBy(sql`${shareLinks.createdAt} desc`);
    return rows.map((row) => ({
      ...row,
      lastViewAt: row.lastViewAt === null ? null : new Date(row.lastViewAt),
    }));
  });
}
