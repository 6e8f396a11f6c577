import { sql } from "drizzle-orm";
import type { Notice } from "@/db/schema/notifications";
import type { Tx } from "@/lib/access/actor";
import { EVENTS, type EventId } from "@/lib/lifecycle/states";
import type { Happening } from "./happening";
import { isKind, type Kind } from "./kinds";
import { batchesReady, flagsRaised, quotesSent } from "./read-causes";
import { datesSlipped } from "./read-slips";

/** News of the outbox as it was recorded, or a notice. */
export interface UntoldNews {
  id: string;
  topic: string | null;
  subject: { event?: string; variantIds?: string[]; batchIds?: string[]; operationId?: string } | null;
  notice: Notice | null;
  at: Date;
}

interface MovedBatch {
  batchId: string;
  batch: string;
  count: number;
  by: string | null;
}

/** What people may be told of some news, read from how things stand now: what is over already is no news. */
export async function readNews(tx: Tx, organisationId: string, news: UntoldNews): Promise<Happening[]> {
  const { notice, topic, subject, at } = news;
  if (notice) return noticeOf(notice);
  if (topic === "batches" && subject?.event === "promise")
    return datesSlipped(tx, organisationId, subject.batchIds ?? [], at);
  const variantIds = subject?.variantIds ?? [];
  if (variantIds.length === 0) return [];
  if (topic === "flags") return flagsRaised(tx, organisationId, variantIds, at);
  const event = EVENTS.find((known) => known === subject?.event);
  if (topic !== "variants" || !event || event === "undo") return [];
  const moved = await movedBatches(tx, organisationId, { variantIds, event, at });
  const cause = `${event}:${subject?.operationId ?? news.id}`;
  const happenings = moved.flatMap((batch) =>
    kindsOf(event).map((kind) => happeningOf(kind, batch, { event, cause: `${cause}:${news.id}`, at })),
  );
  if (event === "sendQuote") happenings.push(...(await quotesSent(tx, organisationId, { variantIds, at })));
  if (event === "complete")
    happenings.push(
      ...(await batchesReady(
        tx,
        organisationId,
        moved.map(({ batchId }) => batchId),
        at,
      )),
    );
  return happenings;
}

/** Which kinds an event is told as, besides those read-causes.ts works out. */
function kindsOf(event: EventId): Kind[] {
  switch (event) {
    case "sendQuote":
    case "undo":
      return [];
    case "rejectQuote":
      return ["quote_rejected", "quote_answered"];
    case "acceptQuote":
      return ["quote_answered", "state_change"];
    case "reviseQuote":
    case "expireQuote":
      return ["quote_wanted", "state_change"];
    case "requestRevision":
      return ["revision_requested", "state_change"];
    case "complete":
      return ["review_waiting"];
    case "validate":
      return ["validated"];
    case "reportError":
      return ["error"];
    default:
      return ["state_change"];
  }
}

/** What is no longer so is not told; what only says that it happened is. */
const mustStillStand = new Set<EventId>([
  "rejectQuote",
  "reviseQuote",
  "expireQuote",
  "complete",
  "reportError",
]);

async function movedBatches(
  tx: Tx,
  organisationId: string,
  { variantIds, event, at }: { variantIds: string[]; event: EventId; at: Date },
): Promise<MovedBatch[]> {
  const standing = mustStillStand.has(event) ? sql`and v.place = t.to_place` : sql``;
  const rows = await tx.execute<{ batch_id: string; name: string; n: number; actor_id: string | null }>(sql`
    select v.batch_id, b.name, count(*)::int as n, (array_agg(t.actor_id))[1] as actor_id
    from transitions t
    join variants v on v.organisation_id = t.organisation_id and v.id = t.variant_id ${standing}
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    where t.organisation_id = ${organisationId} and t.variant_id = any(${`{${variantIds.join(",")}}`}::uuid[])
      and t.event = ${event} and t.at = ${at.toISOString()}::timestamptz
    group by 1, 2 order by 2`);
  return rows.map((row) => ({ batchId: row.batch_id, batch: row.name, count: row.n, by: row.actor_id }));
}

function happeningOf(
  kind: Kind,
  { batchId, batch, count, by }: MovedBatch,
  { event, cause, at }: { event: EventId; cause: string; at: Date },
): Happening {
  return {
    kind,
    cause: `${kind}:${batchId}:${cause}`,
    batchId,
    count,
    at,
    data: { batch, event },
    path: { customer: customerPath(kind, batchId), producer: `/ops/batches/${batchId}` },
    by,
    ...(departmentPlace[kind] ? { place: departmentPlace[kind] } : {}),
  };
}

/** Of the producer's people, the department that goes on with it. */
const departmentPlace: Partial<Record<Kind, Happening["place"]>> = {
  quote_answered: "quote_requested",
  quote_wanted: "quote_requested",
  revision_requested: "working_3d_assets",
  error: "error",
};

function customerPath(kind: Kind, batchId: string): string {
  switch (kind) {
    case "quote_rejected":
      return `/alerts?kind=blocked&batch=${batchId}`;
    case "error":
      return `/alerts?kind=error&batch=${batchId}`;
    case "review_waiting":
      return "/validation";
    default:
      return `/batches/${batchId}`;
  }
}

function noticeOf({ kind, userIds, cause, words, path, batchId, at }: Notice): Happening[] {
  if (!isKind(kind)) return [];
  return [{ kind, cause, batchId, count: 1, at: new Date(at), data: { words }, path, by: null, userIds }];
}
