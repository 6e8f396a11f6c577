import { sql } from "drizzle-orm";
import type { SharePart, ShareScope } from "@/db/schema/sharing";
import { asActor, type CustomerActor } from "@/lib/access/actor";
import type { Place } from "@/lib/lifecycle/states";

export interface ListedLink {
  id: string;
  scope: ShareScope;
  subjectId: string | null;
  /** The batch's name, the order's number or the organisation's name. */
  subject: string;
  /** Where it shows a filtered list. */
  places: Place[] | null;
  shows: SharePart[];
  label: string;
  hasPasscode: boolean;
  allowDownloads: boolean;
  createdAt: Date;
  createdBy: string | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  state: "live" | "expired" | "revoked";
  views: number;
  lastViewAt: Date | null;
  /** Addresses that get its summary every week; how many, never which. */
  subscribers: number;
}

/** So many ended links are kept in view; live ones are all shown. */
const mostEnded = 50;

/** An organisation's links, or one batch's or order's: live ones first, newest first, with how often each was seen. */
export function listShareLinks(
  actor: CustomerActor,
  of: { scope: ShareScope; subjectId: string | null } | null,
  now: Date,
): Promise<ListedLink[]> {
  const live = sql`(l.revoked_at is null and (l.expires_at is null or l.expires_at > ${now.toISOString()}::timestamptz))`;
  const only = of
    ? sql`and l.scope = ${of.scope} and l.subject_id is not distinct from ${of.subjectId}`
    : sql``;
  return asActor(
    actor,
    async (tx) => {
      const rows = await tx.execute<Record<string, unknown>>(sql`
        select l.*, u.name as creator, coalesce(b.name, o.number, org.name) as subject, s.views, s.last_view_at, m.subscribers from (
          select l.*, ${live} as live, row_number() over (partition by ${live} order by l.created_at desc) as nth
          from share_links l where l.organisation_id = ${actor.organisationId} ${only}) l
        join organisations org on org.id = l.organisation_id
        left join batches b on l.scope = 'batch' and b.organisation_id = l.organisation_id and b.id = l.subject_id
        left join orders o on l.scope = 'order' and o.organisation_id = l.organisation_id and o.id = l.subject_id
        left join users u on u.id = l.created_by
        left join lateral (select count(*)::int as views, max(v.at) as last_view_at from share_views v
          where v.organisation_id = l.organisation_id and v.link_id = l.id) s on true
        left join lateral (select count(*)::int as subscribers from subscriptions m where m.organisation_id = l.organisation_id
          and m.kind = 'link' and m.subject_id = l.id and m.confirmed_at is not null) m on true
        where l.live or l.nth <= ${mostEnded}
        order by l.live desc, l.created_at desc`);
      return rows.map(listed);
    },
    { readOnly: true },
  );
}

const dateOrNull = (value: unknown) => (value === null ? null : new Date(value as string));

function listed(row: Record<string, unknown>): ListedLink {
  return {
    id: row.id as string,
    scope: row.scope as ShareScope,
    subjectId: row.subject_id as string | null,
    subject: row.subject as string,
    places: row.places as Place[] | null,
    shows: row.shows as SharePart[],
    label: row.label as string,
    hasPasscode: row.passcode_hash !== null,
    allowDownloads: row.allow_downloads as boolean,
    createdAt: new Date(row.created_at as string),
    createdBy: row.creator as string | null,
    expiresAt: dateOrNull(row.expires_at),
    revokedAt: dateOrNull(row.revoked_at),
    state: row.live ? "live" : row.revoked_at !== null ? "revoked" : "expired",
    views: row.views as number,
    lastViewAt: dateOrNull(row.last_view_at),
    subscribers: row.subscribers as number,
  };
}
