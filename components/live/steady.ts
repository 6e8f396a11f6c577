/** A list as it stands on the screen: its places stay, whatever the news are, until the reader asks. */
export interface Held<T> {
  shown: readonly T[];
  /** Keys of what is shown and no longer in the list. */
  gone: ReadonlySet<string>;
  /** How many changes wait: what came, or what went where that is more (one takes the other's place on a page). */
  waiting: number;
}

/** Rows that were read by themselves, each with the number of the news it surely holds. */
export type Fresh = ReadonlyMap<string, number>;

/** Everything as it is now. */
export function adopt<T>(items: readonly T[]): Held<T> {
  return { shown: items, gone: new Set(), waiting: 0 };
}

/**
 * What is shown after news: each item at its place with what it says now; what went stays where it was, and what came
 * waits. An empty list has no places to hold.
 * @param isFresher whether what is shown under a key was read later than `items`, and stays.
 */
export function holdPlaces<T>(
  held: Held<T>,
  items: readonly T[],
  keyOf: (item: T) => string,
  isFresher: (key: string) => boolean = () => false,
): Held<T> {
  if (held.shown.length === 0) return adopt(items);
  const now = new Map(items.map((item) => [keyOf(item), item]));
  const keys = new Set(held.shown.map(keyOf));
  const came = items.filter((item) => !keys.has(keyOf(item))).length;
  const gone = new Set([...keys].filter((key) => !now.has(key)));
  return {
    shown: held.shown.map((item) => (isFresher(keyOf(item)) ? item : (now.get(keyOf(item)) ?? item))),
    gone,
    waiting: Math.max(came, gone.size),
  };
}

/** The same places with what some of their items say now. */
export function renew<T>(held: Held<T>, items: readonly T[], keyOf: (item: T) => string): Held<T> {
  const now = new Map(items.map((item) => [keyOf(item), item]));
  return { ...held, shown: held.shown.map((item) => now.get(keyOf(item)) ?? item) };
}
