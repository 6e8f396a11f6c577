/**
 * What the estimator learns from and is asked about. Times are days (floats) on one axis of the caller's choice:
 * business days in the product, calendar days since 1970 in the backtest.
 */

/** A value that came with an event; numbers are compared by size, words by what followed them before. */
export type AttributeValue = string | number;

/** One step of a case: what happened, when (days), and what was known about it then. */
export interface HistoryEvent {
  activity: string;
  /** Days on the caller's axis. */
  at: number;
  /** Only what is present; a value holds for the case until a later event replaces it. */
  attributes?: Readonly<Record<string, AttributeValue>>;
}

/** A case from its first event, in time order. */
export interface History {
  id: string;
  events: readonly HistoryEvent[];
  /** The last event is its end; otherwise it is still open, or it was left without reaching its end. */
  ended: boolean;
  /** Days; until when a case that was left (cancelled, say) had been watched. An open one is watched until now. */
  watchedUntil?: number;
  /** Cases of one name move together, as variants of a batch do: what they tell is less than as many cases tell. */
  together?: string;
}

/** What each case counts: 1 where it moves alone; those that move together share it. */
export function sharesOf(histories: Iterable<History>): (history: History) => number {
  const sizes = new Map<string, number>();
  for (const { together } of histories)
    if (together !== undefined) sizes.set(together, (sizes.get(together) ?? 0) + 1);
  return ({ together }) => 1 / (together === undefined ? 1 : (sizes.get(together) ?? 1));
}

/** A case as it was known when only these of its events had happened. */
export function stillOpen({ id, together }: History, events: readonly HistoryEvent[]): History {
  return { id, events, ended: false, ...(together === undefined ? {} : { together }) };
}

/** An open case as it stands: its events so far, at least one, in time order. */
export type Situation = readonly HistoryEvent[];

/** Where a moment of the axis lies in its week. */
export interface WeekTime {
  /** 0–6; any fixed day may be 0. */
  weekday: number;
  /** 0–24, with fractions. */
  hour: number;
}

/** Reads weekday and hour from a moment of the axis. */
export type Clock = (at: number) => WeekTime;

/** The clock of calendar days since 1970-01-01 (a Thursday), without zone. */
export const calendarClock: Clock = (at) => {
  const day = Math.floor(at);
  return { weekday: (((day + 3) % 7) + 7) % 7, hour: (at - day) * 24 };
};
