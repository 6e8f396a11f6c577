/** Reads rows by their keys; `at` is the number of the news they surely hold. */
export type ReadRows<T> = (keys: readonly string[]) => Promise<{ at: number; items: readonly T[] }>;

/**
 * Reads those of `keys` that news name at once, and what is named meanwhile in one go afterwards, so that a burst is two
 * readings. What cannot be read is left to the page as a whole.
 */
export function rowsOnNews<T>(
  keys: readonly string[],
  read: ReadRows<T>,
  show: (rows: { at: number; items: readonly T[] }) => void,
): { hear(variants: readonly string[] | null): void; stop(): void } {
  const shown = new Set(keys);
  let wanted = new Set<string>();
  let reading = false;
  let stopped = false;
  const readAll = async () => {
    if (reading) return;
    reading = true;
    while (wanted.size > 0 && !stopped) {
      const asked = [...wanted];
      wanted = new Set();
      const rows = await read(asked).catch(() => null);
      if (rows && !stopped) show(rows);
    }
    reading = false;
  };
  return {
    hear: (variants) => {
      for (const key of variants ?? keys) if (shown.has(key)) wanted.add(key);
      void readAll();
    },
    stop: () => {
      stopped = true;
    },
  };
}
