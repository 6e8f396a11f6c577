import { FOLDS } from "./examples";

interface Tally {
  sum: number;
  count: number;
}

/** How many examples of its own a group needs to weigh as much as the larger group it belongs to. */
const PRIOR_WEIGHT = 20;

/**
 * Turns a word into a number: the mean target that followed it, shrunk towards the mean of a larger group
 * (empirical Bayes; Micci-Barreca 2001). An example's own fold is left out of what it is told, or a rare word would
 * give its answer away.
 */
export class Encoder {
  private readonly whole = new Map<string, Tally>();
  private readonly parts: Map<string, Tally>[] = Array.from({ length: FOLDS }, () => new Map());

  learn(word: string, target: number, { fold, weight }: { fold: number; weight: number }): void {
    for (const map of [this.whole, this.parts[fold]!]) {
      const tally = map.get(word);
      if (tally) {
        tally.sum += weight * target;
        tally.count += weight;
      } else map.set(word, { sum: weight * target, count: weight });
    }
  }

  /** The shrunken mean after `word`; `fold` leaves that part out; `larger` is the larger group's mean. */
  value(word: string, larger: number, fold?: number): number {
    const all = this.whole.get(word);
    if (!all) return larger;
    const own = fold === undefined ? undefined : this.parts[fold]?.get(word);
    const sum = all.sum - (own?.sum ?? 0);
    const count = all.count - (own?.count ?? 0);
    return (sum + PRIOR_WEIGHT * larger) / (count + PRIOR_WEIGHT);
  }
}
