import { inArray, sql } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { asActor } from "@/lib/access/actor";

/**
 * Of sessions that were open, those that still are, each with who acts by it (role and organisation) as one text, so that
 * whatever goes on by it ends when that changes. One question for all of them; it does not count as use.
 */
export function standingSessions(ids: readonly string[], now: Date): Promise<Map<string, string>> {
  if (ids.length === 0) return Promise.resolve(new Map());
  return asActor(
    { kind: "system", job: "session" },
    async (tx) => {
      const rows = await tx
        .select({
          id: sessions.id,
          acts: sql<string>`(select coalesce(u.producer_role, (
            select coalesce(sessions.organisation_id::text, '') || ' ' ||
              string_agg(m.organisation_id || '=' || m.role, ' ' order by m.organisation_id)
            from memberships m where m.user_id = u.id), '') from users u where u.id = sessions.user_id)`,
        })
        .from(sessions)
        .where(
          sql`${inArray(sessions.id, [...ids])} and sessions.revoked_at is null and sessions.expires_at > ${now.toISOString()}::timestamptz
            and exists (select 1 from users u where u.id = sessions.user_id and u.disabled_at is null)`,
        );
      return new Map(rows.map(({ id, acts }) => [id, acts]));
    },
    { readOnly: true },
  );
}
