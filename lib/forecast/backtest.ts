import { baselinesOf, type Prediction } from "./baselines";
import { Estimator } from "./estimator";
import type { Prefix } from "./prefixes";
import type { Round } from "./protocol";

/** How one method did on a log (contract.md). Times in days; quantile figures null where a method has none. */
export interface Score {
  method: string;
  mae: number;
  /** Shares of the asked whose true time was at most the 50% and 85% predicted. */
  coverage50: number | null;
  coverage85: number | null;
  /** The mean 85% predicted. */
  p85: number | null;
  prefixes: number;
  /** Learning and answering. */
  seconds: number;
}

/** The product's estimator among the methods. */
export const OWN = "framewatch";

class Tally {
  private error = 0;
  private within50 = 0;
  private within85 = 0;
  private width = 0;
  private quantiles = false;
  private prefixes = 0;
  seconds = 0;

  add(predicted: Prediction, days: number): void {
    this.error += Math.abs(predicted.point - days);
    this.prefixes++;
    if (predicted.p50 === undefined || predicted.p85 === undefined) return;
    this.quantiles = true;
    if (days <= predicted.p50 + 1e-9) this.within50++;
    if (days <= predicted.p85 + 1e-9) this.within85++;
    this.width += predicted.p85;
  }

  score(method: string): Score {
    const share = (sum: number): number | null => (this.quantiles ? sum / this.prefixes : null);
    return {
      method,
      mae: this.error / this.prefixes,
      coverage50: share(this.within50),
      coverage85: share(this.within85),
      p85: share(this.width),
      prefixes: this.prefixes,
      seconds: this.seconds,
    };
  }
}

/** Answers for the prefixes of a round from what was known before it; days. */
export type Answering = (round: Round) => (prefix: Prefix) => { p50: number; p85: number };

/** The estimator itself, which learns anew each round. */
export function estimating(): Answering {
  const estimator = new Estimator();
  return ({ ended, open, now }) => {
    estimator.add(ended);
    estimator.add(open);
    estimator.learn(now);
    return ({ history, length, at }) => {
      const estimate = estimator.remaining(history.events.slice(0, length), at);
      return { p50: estimate?.quantile(0.5) ?? 0, p85: estimate?.quantile(0.85) ?? 0 };
    };
  };
}

/**
 * Replays a log in the rounds of a protocol: each round the estimator learns what was known, then answers for the prefixes asked, at the moment of
 * their last event, from their own events alone. The simple baselines stand beside it.
 * @param clock seconds, for the run time
 * @param onRound told after each round how many of how many are done
 * @param own the product's answers, where they are more than the estimator's; `asks` what of the asked it answers
 */
export function backtest(
  rounds: readonly Round[],
  clock: () => number,
  {
    onRound = () => {},
    own = estimating(),
    asks = () => true,
  }: {
    onRound?: (done: number, of: number) => void;
    own?: Answering;
    asks?: (prefix: Prefix) => boolean;
  } = {},
): Score[] {
  const tallies = new Map<string, Tally>();
  const measure = (method: string, work: (tally: Tally) => void): void => {
    const tally = tallies.get(method) ?? new Tally();
    tallies.set(method, tally);
    const begun = clock();
    work(tally);
    tally.seconds += clock() - begun;
  };
  rounds.forEach((round, i) => {
    const asked = round.asked.filter(asks);
    for (const [method, predict] of baselinesOf(round)) {
      measure(method, (tally) => {
        for (const prefix of asked) tally.add(predict(prefix), prefix.remaining);
      });
    }
    measure(OWN, (tally) => {
      const answer = own(round);
      for (const prefix of asked) {
        const { p50, p85 } = answer(prefix);
        tally.add({ point: p50, p50, p85 }, prefix.remaining);
      }
    });
    onRound(i + 1, rounds.length);
  });
  return [...tallies].map(([method, tally]) => tally.score(method));
}
