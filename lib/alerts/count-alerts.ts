import type { Tx } from "@/lib/access/actor";
import { ALERT_KINDS, type AlertKind } from "./alert";
import { type Cause, type Causes, causesOf, keyOf } from "./causes";
import type { Mark } from "./marks";

export interface AlertCounts {
  total: number;
  byKind: Record<AlertKind, number>;
  /** Alerts that touch a batch; one that spans two counts in both, and once in the total. */
  byBatch: Map<string, number>;
  /** Left out of all the others until their moment comes. */
  snoozed: number;
}

/** How many alerts there are, without their details: one statement, and one for what was decided about them. */
export async function countAlerts(
  tx: Tx,
  organisationId: string | null,
  wanted: Causes,
): Promise<AlertCounts> {
  return countsOfCauses(await causesOf(tx, organisationId, wanted));
}

/** The same of causes that are at hand. What is snoozed counts apart. */
export function countsOfCauses(causes: Cause[]): AlertCounts {
  const byKind = Object.fromEntries(ALERT_KINDS.map((kind) => [kind, 0])) as Record<AlertKind, number>;
  const byBatch = new Map<string, number>();
  const seen = new Set<string>();
  for (const cause of causes.filter(isAwake)) {
    byBatch.set(cause.batchId, (byBatch.get(cause.batchId) ?? 0) + 1);
    const key = `${cause.organisationId} ${keyOf(cause)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    byKind[cause.kind] += 1;
  }
  const asleep = new Set(
    causes.filter((cause) => !isAwake(cause)).map((cause) => `${cause.organisationId} ${keyOf(cause)}`),
  );
  return { total: seen.size, byKind, byBatch, snoozed: asleep.size };
}

/** Nobody of the reader's side has put it off. */
export const isAwake = ({ mark }: { mark: Mark }): boolean => mark.snoozedUntil === null;
