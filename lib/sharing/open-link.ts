import { eq, type SQL, sql } from "drizzle-orm";
import { organisations, shareLinks, shareViews } from "@/db/schema";
import type { SharePart } from "@/db/schema/sharing";
import { type Actor, asActor, type StakeholderActor, type Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { proves } from "./passcode";
import { linkOfSubscriber } from "./subscriber-token";
import { hashToken, looksLikeToken } from "./token";

export type OpenedLink =
  | {
      state: "open";
      actor: StakeholderActor;
      label: string;
      organisationName: string;
      shows: SharePart[];
      allowDownloads: boolean;
      expiresAt: Date | null;
    }
  /** The right passcode was not given yet. Says nothing of what the link shows. */
  | { state: "locked"; link: LockedLink; organisationName: string }
  | { state: "expired" | "revoked"; organisationName: string }
  | { state: "unknown" };

export interface LockedLink {
  id: string;
  passcodeHash: string;
}

const system: Actor = { kind: "system", job: "open share link" };

/**
 * Whose link a token is, looked at on every use, so that revoking acts at once. `proof` is what this browser keeps from
 * giving the passcode. An ended link names whom to ask, never what it showed.
 */
export async function openShareLink(
  token: string,
  now: Date,
  proof: string | undefined,
): Promise<OpenedLink> {
  if (!looksLikeToken(token)) return { state: "unknown" };
  return asActor(
    system,
    async (tx) => {
      const found =
        (await findLink(tx, eq(shareLinks.tokenHash, hashToken(token)))) ??
        (await findLink(tx, eq(shareLinks.id, linkOfSubscriber(tx, token, now))));
      if (!found) return { state: "unknown" };
      const { link, organisationName } = found;
      const { id, label, shows, allowDownloads, expiresAt, passcodeHash } = link;
      if (link.revokedAt) return { state: "revoked", organisationName };
      if (expiresAt && expiresAt <= now) return { state: "expired", organisationName };
      if (passcodeHash && !(await proves(proof, { id, passcodeHash }, now)))
        return { state: "locked", link: { id, passcodeHash }, organisationName };
      const actor = await holderOf(tx, link);
      return { state: "open", actor, label, organisationName, shows, allowDownloads, expiresAt };
    },
    { readOnly: true },
  );
}

async function findLink(tx: Tx, which: SQL) {
  const [found] = await tx
    .select({ link: shareLinks, organisationName: organisations.name })
    .from(shareLinks)
    .innerJoin(organisations, eq(organisations.id, shareLinks.organisationId))
    .where(which);
  return found;
}

type KeptLink = Pick<
  typeof shareLinks.$inferSelect,
  "organisationId" | "id" | "scope" | "subjectId" | "places"
>;

/** Who reads by a link. As the system. */
export async function holderOf(
  tx: Tx,
  { organisationId, id, scope, subjectId, places }: KeptLink,
): Promise<StakeholderActor> {
  const at = scope === "batch" ? await whereItIs(tx, subjectId!) : subjectId;
  return { kind: "stakeholder", organisationId, linkId: id, scope, subjectId: at, places };
}

/** The batch itself, or the one it was merged into: links follow (domain.md, "Things"). */
async function whereItIs(tx: Tx, batchId: string): Promise<string> {
  const [last] = await tx.execute<{ id: string }>(sql`
    with recursive went (id, merged_into) as (
      select id, merged_into from batches where id = ${batchId}
      union select b.id, b.merged_into from batches b join went on b.id = went.merged_into)
    select id from went where merged_into is null`);
  return last?.id ?? batchId;
}

/** Whether a link that was opened still is; asked while something long goes out by it. */
export function isStillOpen({ linkId }: StakeholderActor, now: Date): Promise<boolean> {
  return asActor(
    system,
    async (tx) => {
      const [link] = await tx
        .select({ revokedAt: shareLinks.revokedAt, expiresAt: shareLinks.expiresAt })
        .from(shareLinks)
        .where(eq(shareLinks.id, linkId));
      return link !== undefined && !link.revokedAt && (!link.expiresAt || link.expiresAt > now);
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
