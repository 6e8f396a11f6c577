import { type History, sharesOf, stillOpen } from "./history";

/** One moment of one case to learn from: just after its event number `length`. Times in days. */
export interface Example {
  history: History;
  length: number;
  at: number;
  /** Until the end; where `open`, only as long as it was watched: the true time is longer. */
  remaining: number;
  open: boolean;
  /** Until the next event; for the latest event of an open case until `now`. */
  stay: number;
  /** The number of its case, or of all that move together with it. */
  cluster: number;
  /** Which fifth of the clusters it belongs to, so that an encoding never sees its own. */
  fold: number;
  /** 1 for a case that moves alone; those that move together share it. */
  weight: number;
}

/** Clusters are split by this many when encoding; neighbours in time fall into different parts. */
export const FOLDS = 5;

/**
 * Every moment after an event of a case, save after the end of an ended one. Open cases are kept as censored: leaving
 * them out makes a young system far too optimistic (issue: dates one can believe).
 */
export function examplesOf(histories: readonly History[], now: number): Example[] {
  const sorted = [...histories].sort((a, b) => (a.events[0]?.at ?? 0) - (b.events[0]?.at ?? 0));
  const weightOf = sharesOf(sorted);
  const numbers = new Map<string, number>();
  return sorted.flatMap((history) => {
    const { events, ended, id, together = id } = history;
    const cluster = numbers.get(together) ?? numbers.size;
    numbers.set(together, cluster);
    const weight = weightOf(history);
    const end = ended ? (events.at(-1)?.at ?? now) : Math.min(now, history.watchedUntil ?? now);
    return events.slice(0, ended ? -1 : undefined).map((event, k) => ({
      history,
      length: k + 1,
      at: event.at,
      remaining: end - event.at,
      open: !ended,
      stay: (events[k + 1]?.at ?? end) - event.at,
      cluster,
      fold: cluster % FOLDS,
      weight,
    }));
  });
}

/** Histories as they were known just before a moment: what began, cut to it, open unless the end lay before. */
export function asKnownAt(histories: readonly History[], moment: number): History[] {
  const known: History[] = [];
  for (const history of histories) {
    const { events } = history;
    if ((events[0]?.at ?? moment) >= moment) continue;
    const past = events.filter((e) => e.at < moment);
    const left = history.watchedUntil ?? Number.NEGATIVE_INFINITY;
    if (past.length === events.length && left < moment) known.push(history);
    else known.push(stillOpen(history, past));
  }
  return known;
}
