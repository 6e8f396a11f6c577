import { type History, stillOpen } from "./history";
import { innerPrefixes, type Prefix } from "./prefixes";
import { ascending, quantile } from "./quantile";

/** How a log is cut into what is known and what is asked; see `cutHoldout` and `cutFair`. */
export type Protocol = "fair" | "holdout";

/** One round of a backtest: what was known, and the prefixes to be predicted from it alone. */
export interface Round {
  /** Days; nothing at or after it is known. */
  now: number;
  ended: History[];
  /** Cases begun and not ended by `now`, cut to the events before it. */
  open: History[];
  asked: Prefix[];
}

const start = (h: History): number => h.events[0]?.at ?? 0;
const end = (h: History): number => h.events.at(-1)?.at ?? 0;

/** The share of cases, by first event, that is not asked about. */
const TAUGHT = 0.8;

function cut(histories: readonly History[], taught: number): { sorted: History[]; test: History[] } {
  const sorted = [...histories].sort((a, b) => start(a) - start(b));
  return { sorted, test: sorted.slice(Math.floor(sorted.length * taught)) };
}

/**
 * The published protocol (PGTNet): the first 80% of cases by first event teach, the last 20% are asked. Teaching cases
 * may end after the asking begins, so nothing is open.
 */
export function cutHoldout(histories: readonly History[]): Round[] {
  const { sorted, test } = cut(histories, TAUGHT);
  const ended = sorted.slice(0, sorted.length - test.length);
  const now = ended.reduce((latest, h) => Math.max(latest, end(h)), 0);
  return [{ now, ended, open: [], asked: test.flatMap(innerPrefixes) }];
}

/**
 * What a running product would know: cases too late to be seen whole are dropped (started after the 99.5th percentile
 * of ends less the 95th of durations), then the asked prefixes go in time order through 20 rounds, each answered from
 * what was known before the round began.
 * `taught` is the share of cases, by first event, that is not asked about.
 */
export function cutFair(histories: readonly History[], taught = TAUGHT): Round[] {
  const ends = ascending(histories.map(end));
  const durations = ascending(histories.map((h) => end(h) - start(h)));
  const last = quantile(ends, 0.995) - quantile(durations, 0.95);
  const { sorted, test } = cut(
    histories.filter((h) => start(h) <= last),
    taught,
  );
  const asked = test.flatMap(innerPrefixes).sort((a, b) => a.at - b.at);
  const rounds: Round[] = [];
  for (let i = 0; i < 20; i++) {
    const block = asked.slice(Math.floor((asked.length * i) / 20), Math.floor((asked.length * (i + 1)) / 20));
    const now = block[0]?.at;
    if (now === undefined) continue;
    const open = sorted
      .filter((h) => start(h) < now && now <= end(h))
      .map((h) =>
        stillOpen(
          h,
          h.events.filter((e) => e.at < now),
        ),
      );
    rounds.push({ now, ended: sorted.filter((h) => end(h) < now), open, asked: block });
  }
  return rounds;
}

/** The rounds of a protocol over a log. */
export function roundsOf(protocol: Protocol, histories: readonly History[]): Round[] {
  return protocol === "fair" ? cutFair(histories) : cutHoldout(histories);
}
