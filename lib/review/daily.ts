import type { CustomerActor, Tx } from "@/lib/access/actor";
import type { Alert } from "@/lib/alerts/alert";
import { alertsOf } from "@/lib/alerts/alerts-of";
import { causesOf } from "@/lib/alerts/causes";
import { isAwake } from "@/lib/alerts/count-alerts";
import { findBatch } from "@/lib/batches/find-batch";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import type { Outlook } from "@/lib/batches/outlook";
import { type QueueShare, queueShares } from "@/lib/validation/queue";
import { type Change, listChanges, sinceYesterday } from "@/lib/variants/list-changes";
import type { Rules } from "@/lib/variants/rules";
import { seenUntil } from "./mark-seen";
import { type NewlyLate, type NewlyReady, newlyLate, newlyReady } from "./newly";

/** The news of one batch. */
export interface BatchNews {
  batch: { id: string; name: string };
  changes: Change[];
}

export interface Daily {
  /** What was seen last; the opening of the last working day before the first time. */
  since: Date;
  /** They never said that they had seen it. */
  first: boolean;
  news: BatchNews[];
  /** There is more than is shown. */
  more: boolean;
  foremost: Alert[];
  outlooks: Map<string, Outlook>;
  reviews: QueueShare[];
  late: NewlyLate[];
  ready: NewlyReady[];
}

const CHANGES = 120;
const WAITING = 6;

/** Everything the daily check-in shows. Source: the seed, "Daily Check-In". */
export async function loadDaily(
  tx: Tx,
  actor: CustomerActor,
  { rules, now }: { rules: Rules; now: Date },
): Promise<Daily> {
  const { organisationId, userId } = actor;
  const seen = await seenUntil(tx, actor);
  const since = seen ?? sinceYesterday(rules.calendar, now);
  const [changes, causes, reviews, late, ready] = await Promise.all([
    listChanges(tx, organisationId, { since, limit: CHANGES + 1, userId, hourly: false }),
    causesOf(tx, organisationId, { now, rules, side: "customer" }),
    queueShares(tx, organisationId, now),
    newlyLate(tx, organisationId, { since, now }),
    newlyReady(tx, organisationId, since),
  ]);
  const waiting = causes
    .filter((each) => each.kind === "blocked" && each.cause !== "review" && isAwake(each))
    .sort((a, b) => b.count - a.count)
    .slice(0, WAITING);
  const foremost = await alertsOf(tx, organisationId, { now, rules, causes: waiting });
  const ids = [...new Set(waiting.map(({ batchId }) => batchId))];
  const batches = (await Promise.all(ids.map((id) => findBatch(tx, organisationId, id)))).filter(
    (b) => b !== null,
  );
  return {
    since,
    first: seen === null,
    news: byBatch(changes.slice(0, CHANGES).filter(({ by }) => !by?.you)),
    more: changes.length > CHANGES,
    foremost,
    outlooks: await loadOutlooks(tx, organisationId, batches, { rules, now }),
    reviews,
    late,
    ready,
  };
}

/** The batch with the latest news first; within it the latest first. */
function byBatch(changes: Change[]): BatchNews[] {
  const groups = new Map<string, BatchNews>();
  for (const change of changes) {
    const known = groups.get(change.batch.id);
    if (known) known.changes.push(change);
    else groups.set(change.batch.id, { batch: change.batch, changes: [change] });
  }
  return [...groups.values()];
}
