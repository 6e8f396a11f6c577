import { Encoder } from "./encode";
import type { Example } from "./examples";
import type { AttributeValue, Clock, HistoryEvent, Situation } from "./history";

/** A moment seen by its facts alone: the events so far and the fold to leave out (none when asked, not taught). */
interface View {
  events: Situation;
  length: number;
  fold?: number;
}

type Measure = (view: View, at: number) => number;

/** Only the most common activities are counted one by one. */
const COUNTED = 16;
/** Positions among the times. */
const ELAPSED = 1;
const HOUR = 4;
const BREAK = "\u0001";

const nth = (view: View, back: number): HistoryEvent | undefined => view.events[view.length - 1 - back];
const tail = (view: View, n: number): string => {
  let words = "";
  for (let i = Math.min(n, view.length) - 1; i >= 0; i--) words += BREAK + (nth(view, i)?.activity ?? "");
  return words;
};

function latest(view: View, name: string): AttributeValue | undefined {
  for (let i = view.length - 1; i >= 0; i--) {
    const value = view.events[i]?.attributes?.[name];
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * What is measured of a moment: position and times within the case, weekday and hour, what happened (words become the
 * shrunken mean target that followed them, from the whole path to its last step to all), and every attribute. Names
 * never count, only which are the same; absolute time is left out because nothing learned about it holds tomorrow.
 */
export class Features {
  private readonly measures: Measure[] = [];
  /** Positions of the few that change least: time in the case, hour, weekday and both, and the last activity. */
  readonly plain: readonly number[];

  constructor(
    examples: readonly Example[],
    targets: Float64Array,
    private readonly clock: Clock,
  ) {
    const mean = targets.reduce((a, b) => a + b, 0) / Math.max(1, targets.length);
    this.addTimes();
    const last = this.addPath(examples, targets, mean);
    this.plain = [ELAPSED, HOUR, HOUR + 1, HOUR + 2, this.measures.indexOf(last)];
    this.addCounts(examples);
    this.addAttributes(examples, targets, last);
  }

  get size(): number {
    return this.measures.length;
  }

  /** One number per feature, NaN where unknown. `fold` only for an example that was taught. */
  measure(events: Situation, length: number, fold?: number): Float64Array {
    const view: View = fold === undefined ? { events, length } : { events, length, fold };
    const at = nth(view, 0)?.at ?? 0;
    const values = new Float64Array(this.measures.length);
    for (let i = 0; i < values.length; i++) values[i] = this.measures[i]!(view, at);
    return values;
  }

  private addTimes(): void {
    const weekHours = (at: number): number => {
      const { weekday, hour } = this.clock(at);
      return weekday * 24 + hour;
    };
    this.measures.push(
      (v) => v.length,
      (v, at) => at - (v.events[0]?.at ?? at),
      (v, at) => at - (nth(v, 1)?.at ?? at),
      (v) => (v.length > 2 ? (nth(v, 1)?.at ?? 0) - (nth(v, 2)?.at ?? 0) : -1),
      (_, at) => this.clock(at).hour,
      (_, at) => this.clock(at).weekday,
      (_, at) => weekHours(at),
      (v, at) => weekHours(v.events[0]?.at ?? at),
    );
  }

  private addPath(examples: readonly Example[], targets: Float64Array, mean: number): Measure {
    const one = this.encode(
      examples,
      targets,
      (v) => tail(v, 1),
      () => mean,
    );
    const two = this.encode(examples, targets, (v) => tail(v, 2), one);
    const three = this.encode(examples, targets, (v) => tail(v, 3), two);
    const whole = this.encode(examples, targets, (v) => tail(v, v.length), three);
    const met = (v: View): string => {
      const words = new Set<string>();
      for (let i = 0; i < v.length; i++) words.add(v.events[i]?.activity ?? "");
      return [...words].sort().join(BREAK);
    };
    const set = this.encode(examples, targets, met, () => mean);
    const first = this.encode(
      examples,
      targets,
      (v) => v.events[0]?.activity ?? "",
      () => mean,
    );
    this.measures.push(one, two, three, whole, set, first);
    return one;
  }

  private addCounts(examples: readonly Example[]): void {
    const seen = new Map<string, number>();
    for (const e of examples) {
      const name = e.history.events[e.length - 1]?.activity ?? "";
      seen.set(name, (seen.get(name) ?? 0) + 1);
    }
    for (const [name] of [...seen].sort((a, b) => b[1] - a[1]).slice(0, COUNTED)) {
      this.measures.push((v) => {
        let count = 0;
        for (let i = 0; i < v.length; i++) if (v.events[i]?.activity === name) count++;
        return count;
      });
    }
  }

  private addAttributes(examples: readonly Example[], targets: Float64Array, last: Measure): void {
    const names = new Set<string>();
    const words = new Set<string>();
    for (const e of examples) {
      for (const [name, value] of Object.entries(e.history.events[e.length - 1]?.attributes ?? {})) {
        names.add(name);
        if (typeof value === "string") words.add(name);
      }
    }
    for (const name of names) {
      if (!words.has(name)) this.measures.push((v) => Number(latest(v, name) ?? Number.NaN));
      const word = (v: View): string | undefined => latest(v, name)?.toString();
      this.measures.push(this.encode(examples, targets, word, last));
    }
  }

  private encode(
    examples: readonly Example[],
    targets: Float64Array,
    word: (view: View) => string | undefined,
    larger: Measure,
  ): Measure {
    const encoder = new Encoder();
    examples.forEach((e, i) => {
      const found = word({ events: e.history.events, length: e.length });
      if (found !== undefined) encoder.learn(found, targets[i] ?? 0, e);
    });
    return (view, at) => {
      const found = word(view);
      const prior = larger(view, at);
      return found === undefined ? prior : encoder.value(found, prior, view.fold);
    };
  }
}
