import type { CustomerActor, ProducerActor } from "@/lib/access/actor";
import { guard } from "./guard-streams";
import { hub } from "./hub";
import { answerWith, endPiece, greeting, openStreams, piece } from "./open-streams";
import { missedNews, type NumberedNews } from "./read-news";
import { whoActs } from "./who-acts";

/** More ids than a page shows say no more than that much changed. */
const namedAtMost = 200;

const pieces = new WeakMap<NumberedNews, Uint8Array>();

/** The same bytes for everybody who hears it. */
function asPiece(news: NumberedNews): Uint8Array {
  const known = pieces.get(news);
  if (known) return known;
  const { seq: id, topic, subject } = news;
  const { variantIds = [], batchIds = [], orderIds = [], event } = subject;
  const named = (ids: string[]) => ids.slice(0, namedAtMost);
  const told = {
    topic,
    event,
    variants: named(variantIds),
    batches: named(batchIds),
    orders: named(orderIds),
  };
  const made = piece({ id, data: JSON.stringify(told) });
  pieces.set(news, made);
  return made;
}

/**
 * A customer hears of their own organisation, and nothing of what the producer's people tell each other. News for some
 * people reach nobody else.
 */
function concerns({ organisationId, subject }: NumberedNews, actor: CustomerActor | ProducerActor): boolean {
  if (subject.userIds && !subject.userIds.includes(actor.userId)) return false;
  if (actor.kind !== "customer") return true;
  return organisationId === actor.organisationId && subject.internal !== true;
}

/** Whether who acts by a session (standing-sessions.ts) is still this actor. */
const isOf = (acts: string, actor: CustomerActor | ProducerActor) =>
  actor.kind === "customer"
    ? acts.split(" ").includes(`${actor.organisationId}=${actor.role}`)
    : acts === actor.kind;

/**
 * Answers a signed-in person's stream: news of what they may see, ids only, from `since` on (the number a page was
 * rendered with, or Last-Event-ID). `reset` stands for more than can be told. It ends within 5 s when the session or who
 * acts by it ends (guard-streams.ts), or when `signal` says that its reader is gone. Throws a Refusal (`limited`).
 */
export async function personNews(
  actor: CustomerActor | ProducerActor,
  sessionId: string,
  since: number | null,
  signal: AbortSignal,
): Promise<Response> {
  const acts = await whoActs(sessionId);
  // Since the request was let in, they may have become somebody else: they come again as who they are now.
  if (!isOf(acts, actor)) return answerWith(endPiece);
  await hub().position();
  const organisationId = actor.kind === "customer" ? actor.organisationId : null;
  let waiting: NumberedNews[] | null = [];
  let told = since ?? 0;
  const hearer = (news: readonly NumberedNews[] | null) => {
    if (news === null) beginAnew("reset");
    else if (waiting) waiting.push(...news);
    else tell(news);
  };
  const beginAnew = (event: "begin" | "reset") => {
    told = hub().head ?? 0;
    waiting &&= [];
    stream.send(piece({ event, id: told, data: "{}" }));
  };
  const tell = (news: readonly NumberedNews[]) => {
    for (const one of news) {
      if (one.seq <= told) continue;
      told = one.seq;
      if (concerns(one, actor)) stream.send(asPiece(one));
    }
  };
  let unhear = () => {};
  const stream = openStreams().open({ kind: "session", id: sessionId, userId: actor.userId }, signal, () =>
    unhear(),
  );
  unhear = hub().hear(hearer);
  guard().watch(stream, acts);
  stream.send(greeting());
  try {
    // Read after hearing began: what comes meanwhile waits, so nothing falls between.
    const upTo = await hub().position();
    const missed =
      since === null
        ? []
        : (hub().recentAfter(since, organisationId) ?? (await missedNews(since, upTo, organisationId)));
    if (since === null || missed === null) beginAnew(missed ? "begin" : "reset");
    else tell(missed);
    tell(waiting);
    waiting = null;
    return answerWith(stream.body);
  } catch (error) {
    stream.close();
    throw error;
  }
}
