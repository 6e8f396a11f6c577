import type { History } from "./history";

/** The first `length` events of a case, looked at when the last of them happened. Times in days. */
export interface Prefix {
  history: History;
  length: number;
  last: string;
  /** Since the first event. */
  elapsed: number;
  /** Until the last event of the case; for an open one only a lower bound. */
  remaining: number;
  at: number;
}

/** The prefixes of one case whose length lies in low–high. `remaining` runs to the last event. */
export function prefixesOf(history: History, low: number, high: number): Prefix[] {
  const { events } = history;
  const first = events[0]?.at ?? 0;
  const end = events.at(-1)?.at ?? 0;
  return events.slice(low - 1, Math.max(low - 1, high)).map((event, i) => ({
    history,
    length: low + i,
    last: event.activity,
    elapsed: event.at - first,
    remaining: end - event.at,
    at: event.at,
  }));
}

/** Those judged by the protocols: lengths 2 to one before the end (PGTNet's GTconvertor.py). */
export const innerPrefixes = (history: History): Prefix[] =>
  prefixesOf(history, 2, history.events.length - 1);
