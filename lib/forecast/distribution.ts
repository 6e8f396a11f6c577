/** Beyond where fewer than this share is still followed, a survival curve is a guess (Pocock, Clayton & Altman 2002). */
const FOLLOWED = 0.05;

/** Levels up to the middle stop at the end of sound follow-up; from here on they reach to the longest time seen. */
const CENTRAL = 0.5;
const FAR = 0.85;

/** The time still to come, in days, as far as similar cases tell. */
export interface Distribution {
  /** The time within which it is over with probability `level` (0–1); never falls as the level rises. */
  quantile(level: number): number;
  /** The mean in days, of what is known up to the longest time seen. */
  mean(): number;
}

/** How long a group has been watched, in days: soundly (5% still followed), and at all. */
export interface Followed {
  sound: number;
  longest: number;
}

/** The follow-up of a group from its times seen, ascending. */
export function followedUntil(times: readonly number[]): Followed {
  const sound = times[Math.min(times.length - 1, Math.floor(times.length * (1 - FOLLOWED)))] ?? 0;
  return { sound, longest: times.at(-1) ?? 0 };
}

/** A weighted Kaplan–Meier curve (Kaplan & Meier 1958) of what is left of the times of similar cases. */
export class SurvivalCurve implements Distribution {
  private readonly times: Float64Array;
  private readonly ended: Float64Array;
  private readonly steps: number;
  private readonly sound: number;
  private readonly longest: number;

  /**
   * @param remaining days, ascending (open after ended where equal), from which `spent` has passed already
   * @param weights how much each counts; only ended ones make the curve fall
   */
  constructor(
    remaining: Float64Array,
    open: Uint8Array,
    weights: Float64Array,
    spent: number,
    followed?: Followed,
  ) {
    const n = remaining.length;
    let total = 0;
    for (let i = 0; i < n; i++) total += weights[i]!;
    this.times = new Float64Array(n);
    this.ended = new Float64Array(n);
    let steps = 0;
    let atRisk = total;
    let survival = 1;
    let sound = -1;
    for (let i = 0; i < n; i++) {
      const time = Math.max(0, remaining[i]! - spent);
      if (!open[i]) {
        survival *= Math.max(0, 1 - weights[i]! / atRisk);
        if (steps > 0 && this.times[steps - 1] === time) steps--;
        this.times[steps] = time;
        this.ended[steps++] = 1 - survival;
      }
      atRisk -= weights[i]!;
      if (sound < 0 && atRisk <= FOLLOWED * total) sound = time;
    }
    this.steps = steps;
    const latest = steps > 0 ? this.times[steps - 1]! : 0;
    const reach = followed ?? { sound: spent + Math.max(0, sound), longest: n > 0 ? remaining[n - 1]! : 0 };
    this.sound = Math.max(latest, reach.sound - spent);
    this.longest = Math.max(this.sound, reach.longest - spent);
  }

  /** The highest level that similar cases tell of (0–1); beyond it days are a bound, not an answer. */
  get reach(): number {
    return this.steps > 0 ? this.ended[this.steps - 1]! : 0;
  }

  /** `nominal` is the level that was asked for, where calibration turned it into another. */
  quantile(level: number, nominal = level): number {
    const { steps } = this;
    if (steps > 0 && level <= this.ended[steps - 1]! + 1e-12) {
      let low = 0;
      let high = steps - 1;
      while (low < high) {
        const mid = (low + high) >> 1;
        if (this.ended[mid]! + 1e-12 >= level) high = mid;
        else low = mid + 1;
      }
      return this.times[low]!;
    }
    const reach = Math.min(1, Math.max(0, (nominal - CENTRAL) / (FAR - CENTRAL)));
    return this.sound + (this.longest - this.sound) * reach;
  }

  mean(): number {
    let sum = 0;
    let before = 0;
    for (let i = 0; i < this.steps; i++) {
      sum += this.times[i]! * (this.ended[i]! - before);
      before = this.ended[i]!;
    }
    return sum + (1 - before) * this.longest;
  }
}
