import { sql } from "drizzle-orm";
import { database } from "@/db/client";
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

/** Last seen is written at most this often. */
const touchEvery = 60_000;

/**
 * The session of an id, or null when it is unknown, signed out, expired or its person disabled. Asked on every request,
 * so it is `asActor` as the system in one statement, which the database holds as `session_standing`.
 * @param unasked a page follows the news by itself, which is no use of the session and does not move its end.
 */
export async function readSession(
  id: string,
  now: Date,
  { unasked = false }: { unasked?: boolean } = {},
): Promise<Session | null> {
  if (!isId(id)) return null;
  const [row] = await database().execute<{ found: (Session & { lastSeenAt: number }) | null }>(
    sql`select session_standing(${id}, ${now.toISOString()}) as found`,
  );
  if (!row?.found) return null;
  const { lastSeenAt, ...session } = row.found;
  if (!unasked && now.getTime() - lastSeenAt >= touchEvery) await touchSession(session, now);
  return session;
}
