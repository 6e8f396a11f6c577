import type { Alert } from "@/lib/alerts/alert";
import { alertsOf } from "@/lib/alerts/alerts-of";
import type { Cause } from "@/lib/alerts/causes";
import { isAwake } from "@/lib/alerts/count-alerts";
import { type BatchRow, listBatches } from "@/lib/batches/list-batches";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import type { Outlook } from "@/lib/batches/outlook";
import { type QueueShare, queueShares } from "@/lib/validation/queue";
import { type Change, countMoves, listChanges, sinceYesterday } from "@/lib/variants/list-changes";
import type { Reading } from "./_page/read";
import type { Standing } from "./_page/standing";

export interface Overview extends Standing {
  shown: BatchRow[];
  outlooks: Map<string, Outlook>;
  /** Open batches that are late; exact where all open ones are shown, else those with a variant over its limit. */
  lateBatches: number;
  foremost: Alert[];
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

/** Everything the overview shows; what the shell has read already is not read again. */
export async function loadOverview(
  { tx, actor, organisationId, rules, calendar, now }: Reading,
  stands: Standing,
): Promise<Overview> {
  const since = sinceYesterday(calendar, now);
  const [[shown, outlooks], alerts, reviews, changes, moves] = await Promise.all([
    batchesShown({ tx, organisationId, rules, now }, stands),
    alertsOf(tx, organisationId, { now, rules, causes: foremost(stands.causes) }),
    queueShares(tx, organisationId, now),
    listChanges(tx, organisationId, { since, limit: CHANGES, userId: actor.userId }),
    countMoves(tx, organisationId, since),
  ]);
  const { batches, causes } = stands;
  return {
    ...stands,
    shown,
    outlooks,
    lateBatches: batches.open <= BATCHES ? lateOf(outlooks) : lateIds(causes).size,
    foremost: alerts,
    reviews,
    errorSince: oldest(causes.filter(({ cause }) => cause === "error")),
    since,
    changes,
    moves,
  };
}

/** The next due, those with a variant over its limit first wherever they stand: what the headline counts is seen. */
async function batchesShown(
  { tx, organisationId, rules, now }: Pick<Reading, "tx" | "organisationId" | "rules" | "now">,
  { causes }: Standing,
): Promise<readonly [BatchRow[], Map<string, Outlook>]> {
  const { rows } = await listBatches(tx, organisationId, { size: BATCHES });
  const behind = lateIds(causes);
  const missing = rows.length < BATCHES ? [] : [...behind].filter((id) => rows.every((row) => row.id !== id));
  const more =
    missing.length > 0 ? (await listBatches(tx, organisationId, { ids: missing, size: BATCHES })).rows : [];
  const outlooks = await loadOutlooks(tx, organisationId, [...more, ...rows], { rules, now });
  const isLate = ({ id }: BatchRow) => behind.has(id) || outlooks.get(id)?.status === "late";
  const found =
    more.length > 0 ? [...rows, ...more].sort((a, b) => Number(isLate(b)) - Number(isLate(a))) : rows;
  return [found.slice(0, BATCHES), outlooks];
}

function oldest(causes: Cause[]): Date | null {
  return causes.length > 0 ? new Date(Math.min(...causes.map(({ since }) => since.getTime()))) : null;
}

/** What waits for the customer before the rest, the largest first. */
function foremost(causes: Cause[]): Cause[] {
  const blocked = (cause: Cause) => (cause.kind === "blocked" && cause.cause !== "review" ? 0 : 1);
  const shown = causes.filter((cause) => cause.cause !== "review" && isAwake(cause));
  return shown.sort((a, b) => blocked(a) - blocked(b) || b.count - a.count).slice(0, ALERTS);
}

function lateOf(outlooks: Map<string, Outlook>): number {
  return [...outlooks.values()].filter(({ status }) => status === "late").length;
}

/** Batches with a variant over its limit. */
function lateIds(causes: Cause[]): Set<string> {
  return new Set(causes.filter(({ late }) => late > 0).map(({ batchId }) => batchId));
}
