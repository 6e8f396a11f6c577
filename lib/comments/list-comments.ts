import { sql } from "drizzle-orm";
import { type Actor, roleOf, type Tx } from "@/lib/access/actor";
import { can } from "@/lib/access/permissions";
import { withMerged } from "@/lib/batches/merged-in";
import { showsNames } from "@/lib/variants/shows-names";
import type { Commented, Subject } from "./locate-subject";
import { mentionablePeople } from "./mentionable";
import { CHANGEABLE_MINUTES } from "./write-comment";

export interface CommentRow {
  id: string;
  internal: boolean;
  /** Empty where its author took it away. */
  words: string;
  by: string;
  mine: boolean;
  /** Its author may still change it. */
  changeable: boolean;
  at: Date;
  edited: boolean;
  removed: boolean;
  /** The name of the batch it was written on, where that was merged into this one. */
  from: string | null;
}

export interface CommentsOf extends Subject {
  /** Oldest first, the latest 200. */
  comments: CommentRow[];
  /** Names that can be mentioned. */
  names: string[];
  mayComment: boolean;
  mayBeInternal: boolean;
}

const SHOWN = 200;

/** The comments on one thing as the actor may read them; on a batch, also those on what was merged into it. */
export async function listComments(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  { on, id }: Subject,
  now: Date,
): Promise<CommentsOf> {
  const role = roleOf(actor);
  const internal = can(role, "seeInternalNotes");
  const me = "userId" in actor ? actor.userId : null;
  const rows = await tx.execute<{
    id: string;
    internal: boolean;
    words: string;
    author_kind: string;
    author_id: string;
    author: string | null;
    created_at: string;
    edited_at: string | null;
    removed_at: string | null;
    from: string | null;
  }>(sql`
    select c.id, c.internal, c.words, c.author_kind, c.author_id, u.name as author, c.created_at, c.edited_at, c.removed_at,
      b.name as from
    from comments c left join users u on u.id = c.author_id
    left join batches b on b.organisation_id = c.organisation_id and b.id = c.subject_id and b.id <> ${id}
    where c.organisation_id = ${organisationId} and c.subject_kind = ${on}
      and c.subject_id ${on === "batch" ? sql`in ${withMerged(organisationId, id)}` : sql`= ${id}`}
      ${internal ? sql`` : sql`and not c.internal`}
    order by c.created_at desc, c.id desc limit ${SHOWN}`);
  const named = internal || (await showsNames(tx, organisationId));
  const mayComment = can(role, "comment");
  const people = mayComment ? await mentionablePeople(tx, actor, organisationId, { internal: false }) : [];
  const comments = [...rows].reverse().map((row) => {
    const at = new Date(row.created_at);
    const mine = row.author_id === me;
    const fresh = now.getTime() - at.getTime() <= CHANGEABLE_MINUTES * 60_000;
    return {
      id: row.id,
      internal: row.internal,
      words: row.words,
      by: row.author_kind !== "customer" && !named ? "Framewatch" : (row.author ?? "Framewatch"),
      mine,
      changeable: mine && fresh && row.removed_at === null,
      at,
      edited: row.edited_at !== null,
      removed: row.removed_at !== null,
      from: row.from,
    };
  });
  return { on, id, comments, names: people.map(({ name }) => name), mayComment, mayBeInternal: internal };
}

/** How many comments the reader sees on each of these; what was taken away does not count. */
export async function countComments(
  tx: Tx,
  organisationId: string,
  on: Commented,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.execute<{ subject_id: string; n: number }>(sql`
    select subject_id, count(*)::int as n from comments
    where organisation_id = ${organisationId} and subject_kind = ${on} and removed_at is null
      and subject_id = any(${`{${ids.join(",")}}`}::uuid[]) group by 1`);
  return new Map(rows.map((row) => [row.subject_id, row.n]));
}
