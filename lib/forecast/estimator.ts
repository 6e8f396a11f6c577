import { blend, type Weights } from "./blend";
import { asKnownAt, examplesOf } from "./examples";
import { Forest, type Group, MIXES } from "./forest";
import { type Clock, calendarClock, type History, type Situation } from "./history";
import { LEVELS, type Outcome, outcomesOf, type PastForecast, sketch } from "./past-forecasts";
import { type Blended, type Recalibration, recalibrations } from "./recalibrate";
import { weighMixes } from "./weigh";

/** What is left of a case, in days of the axis it was learned on. */
export interface Estimate {
  /** Done within so many days with probability `level` (0–1); never falls as the level rises. */
  quantile(level: number): number;
  mean: number;
  /** How many similar past moments it rests on, and how narrow a group they are. */
  basis: { n: number; group: Group };
}

/** Shares of the ended cases at which a system that has just been given its past looks back on itself. */
const LOOKS_BACK = [0.5, 0.6, 0.7, 0.8, 0.9];
/** Forecasts remembered per stretch of time, and in all. */
const KEPT = { stretch: 400, all: 2000 };

interface Learned {
  at: number;
  forest: Forest;
  weights: (last: string) => Weights;
  recalibrate: (last: string) => Recalibration;
}

/**
 * Estimates the time a case still needs, from histories alone. It keeps what it forecast and what came of it; each
 * time it learns, that record decides how much to trust each mix of trees per situation and corrects their levels.
 */
export class Estimator {
  private readonly histories = new Map<string, History>();
  private past: PastForecast[] = [];
  private learned: Learned | undefined;

  constructor(private readonly clock: Clock = calendarClock) {}

  /** When it last learned (days), so that a stale estimate can say so. */
  get learnedAt(): number | undefined {
    return this.learned?.at;
  }

  /** Takes histories in; one with a known id replaces what was known of it. They count from the next `learn`. */
  add(histories: Iterable<History>): void {
    for (const history of histories) this.histories.set(history.id, history);
  }

  /** Learns from everything added; `now` in days, not before the last event. Does nothing while no case has ended. */
  learn(now: number): void {
    const all = [...this.histories.values()];
    if (this.learned) this.remember(this.learned.forest, this.learned.at, now, all);
    else this.lookBack(all);
    const forest = this.plant(all, now);
    if (!forest) return;
    const outcomes = outcomesOf(this.past, this.histories, now);
    const weights = weighMixes(outcomes, now);
    const blended = outcomes.map((outcome) => blendedOf(outcome, weights(outcome.last)));
    this.learned = { at: now, forest, weights, recalibrate: recalibrations(blended, now) };
  }

  /** The estimate for a situation at `now` (days, not before its last event); undefined while nothing is learned. */
  remaining(situation: Situation, now: number): Estimate | undefined {
    if (!this.learned) return undefined;
    const { forest, weights, recalibrate } = this.learned;
    const event = situation.at(-1);
    const last = event?.activity ?? "";
    const neighbours = forest.neighbours(situation, Math.max(0, now - (event?.at ?? now)));
    const correct = recalibrate(last);
    const curves = MIXES.map((plain) => forest.curve(neighbours, plain));
    const mixed = weights(last);
    return {
      quantile: blend(
        curves.map((curve) => (level) => curve.quantile(correct(level), level)),
        mixed,
      ),
      mean: curves.reduce((sum, curve, i) => sum + mixed.middle[i]! * curve.mean(), 0),
      basis: { n: neighbours.ranks.length, group: neighbours.group },
    };
  }

  private plant(histories: readonly History[], now: number): Forest | undefined {
    const examples = examplesOf(histories, now);
    return examples.some((e) => !e.open) ? new Forest(examples, this.clock) : undefined;
  }

  /** Only while cases kept arriving: of later moments none but those of slow cases are known. */
  private lookBack(all: readonly History[]): void {
    const arrivals = all.reduce((latest, h) => Math.max(latest, h.events[0]?.at ?? 0), 0);
    const ends = all
      .flatMap((h) => (h.ended ? [h.events.at(-1)?.at ?? 0] : []))
      .filter((end) => end < arrivals);
    ends.sort((a, b) => a - b);
    const looks = LOOKS_BACK.map((share) => ends[Math.floor(share * ends.length)] ?? 0);
    looks.forEach((moment, i) => {
      const forest = this.plant(asKnownAt(all, moment), moment);
      if (forest) this.remember(forest, moment, looks[i + 1] ?? arrivals, all);
    });
  }

  /** Keeps what a forest made at `from` says of the moments from there to `to`. */
  private remember(forest: Forest, from: number, to: number, all: readonly History[]): void {
    const moments: { history: History; length: number; at: number }[] = [];
    for (const history of all) {
      const last = history.events.length - Number(history.ended);
      history.events.forEach(({ at }, k) => {
        if (k < last && at >= from && at < to) moments.push({ history, length: k + 1, at });
      });
    }
    moments.sort((a, b) => a.at - b.at);
    const step = Math.max(1, moments.length / KEPT.stretch);
    for (let m = 0; m < moments.length; m += step) {
      const { history, length, at } = moments[Math.floor(m)]!;
      const situation = history.events.slice(0, length);
      const neighbours = forest.neighbours(situation, 0);
      const mixes = MIXES.map((plain) => sketch(forest.curve(neighbours, plain)));
      this.past.push({ id: history.id, length, at, last: situation.at(-1)?.activity ?? "", mixes });
    }
    this.past = this.past.slice(-KEPT.all);
  }
}

/** A past forecast by today's trust in each mix. */
function blendedOf({ mixes, ...outcome }: Outcome, weights: Weights): Blended {
  const quantile = blend(
    mixes.map(
      ({ quantiles }) =>
        (level) =>
          quantiles[Math.round(level * 40) - 1]!,
    ),
    weights,
  );
  const reach = mixes.reduce((sum, mix, i) => sum + weights.middle[i]! * mix.reach, 0);
  return { ...outcome, quantiles: Float32Array.from(LEVELS, quantile), reach };
}
