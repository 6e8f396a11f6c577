import { sql } from "drizzle-orm";
import type { Actor, Tx } from "@/lib/access/actor";
import { giveNotice } from "@/lib/events/give-notice";
import { showsNames } from "@/lib/variants/shows-names";
import type { Subject } from "./locate-subject";

interface Mention {
  organisationId: string;
  commentId: string;
  subject: Subject;
  /** Whom the comment names; each is told once of it, however often it is changed. */
  userIds: readonly string[];
}

const places = { variant: "variants", batch: "batches", quote: "quotes" } as const;

/**
 * Tells people that a comment names them and where it stands, not what it says: its author may still take that away.
 * Customers read who wrote it as they do beside the comment.
 */
export async function noticeMentions(
  tx: Tx,
  actor: Actor,
  { organisationId, commentId, subject, userIds }: Mention,
  at: Date,
): Promise<void> {
  const me = "userId" in actor ? actor.userId : null;
  const others = userIds.filter((id) => id !== me);
  if (others.length === 0) return;
  const { about, batchId } = await wordsOf(tx, organisationId, subject);
  const people = await tx.execute<{ id: string; name: string; ours: boolean }>(sql`
    select id, name, producer_role is not null as ours from users where id = any(${`{${[...others, me].filter(Boolean).join(",")}}`}::uuid[])`);
  const author = people.find(({ id }) => id === me)?.name ?? "Framewatch";
  const named = actor.kind === "customer" || (await showsNames(tx, organisationId));
  const place = `${places[subject.on]}/${subject.id}#comments`;
  const told = { organisationId, kind: "mention", cause: `mention:${commentId}`, batchId, at } as const;
  const path = { customer: `/${place}`, producer: `/ops/${place}` };
  for (const ours of [true, false]) {
    const by = ours || named ? author : "Framewatch";
    await giveNotice(tx, {
      ...told,
      path,
      userIds: people.filter((person) => person.id !== me && person.ours === ours).map(({ id }) => id),
      words: `${by} named you in a comment on ${about}.`,
    });
  }
}

/** What a comment is on, in words, and the batch it belongs to. */
async function wordsOf(
  tx: Tx,
  organisationId: string,
  { on, id }: Subject,
): Promise<{ about: string; batchId: string | null }> {
  const query = {
    variant: sql`select v.sku || ' of ' || b.name as about, b.id as batch_id from variants v
      join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
      where v.organisation_id = ${organisationId} and v.id = ${id}`,
    batch: sql`select name as about, id as batch_id from batches where organisation_id = ${organisationId} and id = ${id}`,
    quote: sql`select 'quote ' || number as about, null as batch_id from quotes
      where organisation_id = ${organisationId} and id = ${id}`,
  }[on];
  const [row] = await tx.execute<{ about: string; batch_id: string | null }>(query);
  return { about: row?.about ?? `a ${on}`, batchId: row?.batch_id ?? null };
}
