import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { comments } from "@/db/schema";
import { type Actor, asActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { type News, record } from "@/lib/events/record";
import { COMMENTED, locateSubject, type Subject } from "./locate-subject";
import { mentionablePeople } from "./mentionable";
import { mentionedIn } from "./mentions";
import { noticeMentions } from "./notice-mentions";

/** How long its author may change a comment or take it away: after that somebody has read it. */
export const CHANGEABLE_MINUTES = 15;

const wordsSchema = z
  .string()
  .trim()
  .min(1, "Write something first.")
  .max(5_000, "At most 5,000 characters. Write to support, where files can be attached.");
const addSchema = z.object({
  on: z.enum(COMMENTED),
  id: idSchema,
  words: wordsSchema,
  internal: z.boolean().default(false),
});

/** Adds a comment to a variant, batch or quote, and tells whom it names. Internal ones are the producer's. */
export function addComment(
  actor: Actor,
  input: z.input<typeof addSchema>,
  at: Date,
): Promise<{ commentId: string }> {
  mayComment(actor);
  const { words, internal, ...subject } = parse(addSchema, input);
  if (internal && !can(roleOf(actor), "seeInternalNotes")) throw notPermitted("write internal comments");
  const { actorKind: authorKind, actorId: authorId } = signature(actor);
  return asActor(actor, async (tx) => {
    const organisationId = await locateSubject(tx, actor, subject);
    if (!organisationId || !authorId) throw notFound(`This ${subject.on}`);
    const mentions = await mentionsIn(tx, actor, organisationId, { words, internal });
    const commentId = newId();
    const { on, id: subjectId } = subject;
    const author = { authorKind, authorId, createdAt: at };
    await tx
      .insert(comments)
      .values({ organisationId, id: commentId, on, subjectId, internal, words, mentions, ...author });
    await record(tx, [news(organisationId, subject, { commentId, internal }, at)]);
    await noticeMentions(tx, actor, { organisationId, commentId, subject, userIds: mentions }, at);
    return { commentId };
  });
}

const editSchema = z.object({ commentId: idSchema, words: wordsSchema });

/** Changes one's own comment within 15 minutes; it says that it was edited. People named anew are told. */
export function editComment(actor: Actor, input: z.input<typeof editSchema>, at: Date): Promise<void> {
  mayComment(actor);
  const { commentId, words } = parse(editSchema, input);
  return asActor(actor, async (tx) => {
    const comment = await ownComment(tx, actor, commentId, at);
    const { organisationId, internal, on, subjectId: id } = comment;
    const mentions = await mentionsIn(tx, actor, organisationId, { words, internal });
    await tx.update(comments).set({ words, mentions, editedAt: at }).where(of(comment));
    const subject = { on, id };
    await record(tx, [news(organisationId, subject, { commentId, internal }, at)]);
    await noticeMentions(tx, actor, { organisationId, commentId, subject, userIds: mentions }, at);
  });
}

const removeSchema = z.object({ commentId: idSchema });

/** Takes one's own comment away within 15 minutes: its words are gone, that there was one stays. */
export function removeComment(actor: Actor, input: z.input<typeof removeSchema>, at: Date): Promise<void> {
  mayComment(actor);
  const { commentId } = parse(removeSchema, input);
  return asActor(actor, async (tx) => {
    const comment = await ownComment(tx, actor, commentId, at);
    const { organisationId, internal, on, subjectId: id } = comment;
    await tx.update(comments).set({ words: "", mentions: [], removedAt: at }).where(of(comment));
    await record(tx, [news(organisationId, { on, id }, { commentId, internal }, at)]);
  });
}

function mayComment(actor: Actor): void {
  if (!can(roleOf(actor), "comment")) throw notPermitted("comment");
}

type Comment = typeof comments.$inferSelect;

const of = ({ organisationId, id }: Comment) =>
  and(eq(comments.organisationId, organisationId), eq(comments.id, id));

async function ownComment(tx: Tx, actor: Actor, commentId: string, at: Date): Promise<Comment> {
  const mine = sql`${comments.organisationId} in (select id from organisations)`;
  const [comment] = await tx
    .select()
    .from(comments)
    .where(and(mine, eq(comments.id, commentId), isNull(comments.removedAt)));
  if (!comment) throw notFound("This comment");
  if (!("userId" in actor) || comment.authorId !== actor.userId)
    throw notPermitted("change what somebody else wrote");
  if (at.getTime() - comment.createdAt.getTime() > CHANGEABLE_MINUTES * 60_000)
    throw new Refusal(
      "not_possible",
      `A comment can be changed for ${CHANGEABLE_MINUTES} minutes. Add another one that puts it right.`,
    );
  return comment;
}

async function mentionsIn(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  { words, internal }: { words: string; internal: boolean },
): Promise<string[]> {
  if (!words.includes("@")) return [];
  return mentionedIn(words, await mentionablePeople(tx, actor, organisationId, { internal }));
}

function news(
  organisationId: string,
  { on, id }: Subject,
  more: { commentId: string; internal: boolean },
  at: Date,
): News {
  const named = { variant: { variantIds: [id] }, batch: { batchIds: [id] }, quote: { quoteIds: [id] } }[on];
  return { organisationId, topic: "comments", subject: { ...named, ...more }, at };
}
