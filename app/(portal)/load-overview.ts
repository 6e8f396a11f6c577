import type { Alert } from "@/lib/alerts/alert";
import { alertsOf } from "@/lib/alerts/alerts-of";
import { type Cause, causesOf } from "@/lib/alerts/causes";
import { countsOfCauses } from "@/lib/alerts/count-alerts";
import { type BatchRow, countBatches, listBatches } from "@/lib/batches/list-batches";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import type { Outlook } from "@/lib/batches/outlook";
import { totalCounts } from "@/lib/batches/place-counts";
import type { PlaceCounts } from "@/lib/lifecycle/progress";
import { countOrders } from "@/lib/orders/list-orders";
import { type QueueShare, queueShares } from "@/lib/validation/queue";
import { type Change, countMoves, listChanges, sinceYesterday } from "@/lib/variants/list-changes";
import type { Reading } from "./_page/read";

export interface Overview {
  counts: PlaceCounts;
  orders: Awaited<ReturnType<typeof countOrders>>;
  batches: BatchRow[];
  batchCounts: Awaited<ReturnType<typeof countBatches>>;
  outlooks: Map<string, Outlook>;
  /** Open batches that are late; exact where all open ones are shown, else those with a variant over its limit. */
  lateBatches: number;
  alerts: Alert[];
  alertCounts: ReturnType<typeof countsOfCauses>;
  reviews: QueueShare[];
  /** When the oldest of the errors that stand was reported. */
  errorSince: Date | null;
  since: Date;
  changes: Change[];
  moves: Awaited<ReturnType<typeof countMoves>>;
}

const BATCHES = 6;
const CHANGES = 8;
/** Alerts whose details are read; the others are counted and lie behind a link. */
const ALERTS = 12;

/** Everything the overview shows, in three waves of statements. */
export async function loadOverview({
  tx,
  actor,
  organisationId,
  rules,
  calendar,
  now,
}: Reading): Promise<Overview> {
  const since = sinceYesterday(calendar, now);
  const [counts, orders, page, batchCounts, causes, reviews, changes, moves] = await Promise.all([
    totalCounts(tx, organisationId),
    countOrders(tx, organisationId),
    listBatches(tx, organisationId, { size: BATCHES }),
    countBatches(tx, organisationId),
    causesOf(tx, organisationId, { now, rules }),
    queueShares(tx, organisationId, now),
    listChanges(tx, organisationId, { since, limit: CHANGES, userId: actor.userId }),
    countMoves(tx, organisationId, since),
  ]);
  const batches = page.rows;
  const [alerts, outlooks] = await Promise.all([
    alertsOf(tx, organisationId, { now, rules, causes: foremost(causes) }),
    loadOutlooks(tx, organisationId, batches, { rules, now }),
  ]);
  return {
    counts,
    orders,
    batches,
    batchCounts,
    outlooks,
    lateBatches: batchCounts.open <= BATCHES ? lateOf(outlooks) : lateByCause(causes),
    alerts,
    alertCounts: countsOfCauses(causes),
    reviews,
    errorSince: oldest(causes.filter(({ cause }) => cause === "error")),
    since,
    changes,
    moves,
  };
}

function oldest(causes: Cause[]): Date | null {
  return causes.length > 0 ? new Date(Math.min(...causes.map(({ since }) => since.getTime()))) : null;
}

/** What waits for the customer before the rest, the largest first. */
function foremost(causes: Cause[]): Cause[] {
  const blocked = (cause: Cause) => (cause.kind === "blocked" && cause.cause !== "review" ? 0 : 1);
  const shown = causes.filter(({ cause }) => cause !== "review");
  return shown.sort((a, b) => blocked(a) - blocked(b) || b.count - a.count).slice(0, ALERTS);
}

function lateOf(outlooks: Map<string, Outlook>): number {
  return [...outlooks.values()].filter(({ status }) => status === "late").length;
}

function lateByCause(causes: Cause[]): number {
  return new Set(causes.filter(({ late }) => late > 0).map(({ batchId }) => batchId)).size;
}
