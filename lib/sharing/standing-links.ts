import { and, gt, inArray, isNull, or } from "drizzle-orm";
import { shareLinks } from "@/db/schema";
import { asActor } from "@/lib/access/actor";

/** Of links that were open, those that still are: neither revoked nor expired. One question for all of them. */
export function standingLinks(ids: readonly string[], now: Date): Promise<Set<string>> {
  if (ids.length === 0) return Promise.resolve(new Set());
  return asActor(
    { kind: "system", job: "open share link" },
    async (tx) => {
      const rows = await tx
        .select({ id: shareLinks.id })
        .from(shareLinks)
        .where(
          and(
            inArray(shareLinks.id, [...ids]),
            isNull(shareLinks.revokedAt),
            or(isNull(shareLinks.expiresAt), gt(shareLinks.expiresAt, now)),
          ),
        );
      return new Set(rows.map(({ id }) => id));
    },
    { readOnly: true },
  );
}
