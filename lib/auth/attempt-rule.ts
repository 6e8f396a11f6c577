/** How often something was tried in the running window. */
export interface Counter {
  points: number;
  lastAt: Date;
  resetsAt: Date;
}

/** The counters an attempt to sign in meets. */
export interface AttemptCounters {
  /** This address has signed in to this account before. */
  known: boolean;
  /** This account from this address. */
  pair: Counter;
  /** This account from everywhere. */
  account: Counter;
  /** Every account from this address. */
  address: Counter;
}

/** Attempts on one account from one address that are not slowed. */
export const freeAttempts = 5;
const longestPause = 30_000;
const most = { pair: 10, account: 100, address: 60 } as const;

/**
 * How many milliseconds must pass before the next attempt; 0 when it may be made now. From the sixth on attempts are
 * spaced, up to 30 s apart. Only strangers are ever turned away for the rest of a window: an address the account has
 * signed in from is slowed and never locked out, whatever others do elsewhere (trust.md, passwords).
 */
export function waitBefore({ known, ...counters }: AttemptCounters, now: Date): number {
  const { pair } = counters;
  let wait = 0;
  if (pair.points >= freeAttempts) {
    const pause = Math.min(longestPause, 1000 * 2 ** (pair.points - freeAttempts));
    wait = pair.lastAt.getTime() + pause - now.getTime();
  }
  if (!known) {
    for (const kind of ["pair", "account", "address"] as const) {
      const { points, resetsAt } = counters[kind];
      if (points >= most[kind]) wait = Math.max(wait, resetsAt.getTime() - now.getTime());
    }
  }
  return Math.max(0, wait);
}
