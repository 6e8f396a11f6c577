import type { Sql } from "postgres";
import { type Database, database } from "@/db/client";
import type { CustomerRole, ProducerRole } from "@/db/schema/people";
import { isId } from "@/lib/access/ids";
import { touchSession } from "./touch-session";

/** One organisation a person belongs to. */
export interface Membership {
  organisationId: string;
  organisationName: string;
  role: CustomerRole;
  /** Minor units of `approvalCurrency`. */
  approvalLimit: number | null;
  approvalCurrency: string | null;
}

/** A session that holds right now, with who it belongs to. */
export interface Session {
  id: string;
  userId: string;
  name: string;
  email: string;
  producerRole: ProducerRole | null;
  department: string | null;
  /** A second factor is set up. */
  enrolled: boolean;
  /** This session was opened with a second factor, or through the organisation's own sign-in (OIDC). */
  totpVerified: boolean;
  /** The organisation looked at, by the person's own choice. */
  organisationId: string | null;
  /** By name of the organisation. */
  memberships: Membership[];
}

interface Row extends Omit<Session, "memberships"> {
  memberships: Membership[] | null;
  lastSeenAt: number;
}

const actAsSystem = `select set_config('role', 'framewatch_app', true), set_config('fw.kind', 'system', true),
  set_config('fw.organisation', '', true), set_config('fw.user', '', true),
  set_config('fw.scope', '', true), set_config('fw.subject', '', true)`;

const lookUp = `
  select s.id, s.user_id as "userId", u.name, u.email, u.producer_role as "producerRole", u.department,
    c.totp_confirmed_at is not null as enrolled, s.totp_verified as "totpVerified",
    s.organisation_id as "organisationId", (extract(epoch from s.last_seen_at) * 1000)::float8 as "lastSeenAt",
    (select json_agg(json_build_object('organisationId', m.organisation_id, 'organisationName', o.name,
        'role', m.role, 'approvalLimit', m.approval_limit, 'approvalCurrency', m.approval_currency) order by o.name)
      from memberships m join organisations o on o.id = m.organisation_id where m.user_id = u.id) as memberships
  from sessions s join users u on u.id = s.user_id left join credentials c on c.user_id = u.id
  where s.id = $1 and s.revoked_at is null and s.expires_at > $2::timestamptz and u.disabled_at is null`;

/** Last seen is written at most this often. */
const touchEvery = 60_000;

/**
 * The session of an id, or null when it is unknown, signed out, expired or its person disabled. Asked on every request,
 * so it is `asActor` as the system by hand: both statements prepared and sent in one go.
 * @param unasked a page follows the news by itself, which is no use of the session and does not move its end.
 */
export async function readSession(
  id: string,
  now: Date,
  { unasked = false }: { unasked?: boolean } = {},
): Promise<Session | null> {
  if (!isId(id)) return null;
  const { $client: client } = database() as Database & { readonly $client: Sql };
  const [, rows] = await client.begin((tx) => [
    tx.unsafe(actAsSystem, [], { prepare: true }),
    tx.unsafe<Row[]>(lookUp, [id, now.toISOString()], { prepare: true }),
  ]);
  const row = rows[0];
  if (!row) return null;
  const { lastSeenAt, memberships, ...session } = row;
  if (!unasked && now.getTime() - lastSeenAt >= touchEvery) await touchSession(session, now);
  return { ...session, memberships: memberships ?? [] };
}
