import { and, eq, gte, sql } from "drizzle-orm";
import { outbox } from "@/db/schema";
import { asActor, type StakeholderActor, type SystemActor } from "@/lib/access/actor";
import type { News } from "@/lib/events/record";
import { guard } from "./guard-streams";
import { hub } from "./hub";
import { answerWith, greeting, openStreams, piece } from "./open-streams";
import { most, type NumberedNews } from "./read-news";

const system: SystemActor = { kind: "system", job: "live" };

/** A command names its time before it commits; this much later its news may still come. */
const late = 30_000;

/** What a link shows; of conversations, people and links its reader does not even learn that there are any. */
const outside = new Set(["variants", "orders", "batches", "quotes", "flags"]);

/**
 * Answers the stream of a link's reader: "changed" when something within what the link shows did, and nothing else: no
 * id, no number, no other words. `since` is when the reader last knew (ms since the epoch); it ends within 1 s when the
 * link does. Throws a Refusal (`limited`).
 */
export async function linkNews(
  actor: StakeholderActor,
  since: number,
  signal: AbortSignal,
): Promise<Response> {
  await hub().position();
  let unhear = () => {};
  const stream = openStreams().open({ kind: "link", id: actor.linkId }, signal, () => unhear());
  const changed = () => stream.send(piece({ event: "changed", id: Date.now(), data: "{}" }));
  const tell = async (news: readonly NumberedNews[]) => {
    const mine = news.filter(({ organisationId }) => organisationId === actor.organisationId);
    // A merged batch is another address: the reader comes again and is led there.
    if (mine.some(({ topic, subject }) => topic === "batches" && concerns(actor, subject))) stream.close();
    if (await touches(actor, mine)) changed();
  };
  unhear = hub().hear((news) => {
    if (news === null) changed();
    else void tell(news).catch(() => stream.close());
  });
  guard().watch(stream, "");
  stream.send(greeting());
  try {
    const recent = await recentNews(actor.organisationId, since - late);
    if (recent.length > most || (await touches(actor, recent))) changed();
    return answerWith(stream.body);
  } catch (error) {
    stream.close();
    throw error;
  }
}

const concerns = (
  { subjectId }: StakeholderActor,
  { batchIds = [], orderIds = [] }: News["subject"],
): boolean => subjectId !== null && (batchIds.includes(subjectId) || orderIds.includes(subjectId));

/** Whether news are within what the link shows. */
async function touches(
  actor: StakeholderActor,
  news: readonly Pick<NumberedNews, "topic" | "subject">[],
): Promise<boolean> {
  const told = news.filter(({ topic }) => outside.has(topic));
  if (told.length === 0) return false;
  if (actor.scope === "organisation" || told.some(({ subject }) => concerns(actor, subject))) return true;
  const ids = told.flatMap(({ subject }) => subject.variantIds ?? []);
  if (ids.length === 0) return false;
  // The reader's own eyes decide: row-level security shows a link exactly its variants. A filtered list also changes with
  // those that have just left it.
  return asActor(
    { ...actor, places: null },
    async (tx) => {
      const found = await tx.execute(
        sql`select 1 from variants where organisation_id = ${actor.organisationId} and id = any(${`{${ids.join(",")}}`}::uuid[]) limit 1`,
      );
      return found.length > 0;
    },
    { readOnly: true },
  );
}

/** News of an organisation recorded since, one more than `most` at most; ids carry their time, so the key's own index finds them. */
function recentNews(
  organisationId: string,
  since: number,
): Promise<Pick<NumberedNews, "topic" | "subject">[]> {
  const hex = Math.max(0, Math.floor(since)).toString(16).padStart(12, "0").slice(-12);
  const first = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
  return asActor(
    system,
    (tx) =>
      tx
        .select({ topic: outbox.topic, subject: sql<News["subject"]>`${outbox.subject}` })
        .from(outbox)
        .where(and(eq(outbox.organisationId, organisationId), gte(outbox.id, first)))
        .orderBy(outbox.id)
        .limit(most + 1),
    { readOnly: true },
  );
}
