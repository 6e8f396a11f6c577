import { Bins } from "./bins";
import { type Followed, followedUntil, SurvivalCurve } from "./distribution";
import type { Example } from "./examples";
import { Features } from "./features";
import { Grower } from "./grow-tree";
import type { Clock, Situation } from "./history";
import { seededRandom } from "./random";
import { splitTargets } from "./targets";
import type { Tree } from "./tree";

const TREES = 100;
/**
 * Least weight of a leaf: it grows with the root of all, as neighbourhoods must to be right in the end (Stone 1977).
 * Plain trees, which see few features, hold twice as much.
 */
const leafOf = (weight: number): number => Math.max(5, Math.round(Math.sqrt(weight) / 3));
/**
 * Each tree sees this share of the clusters (subsampling; all moments of a case stay together), of long histories less:
 * about so many examples, so that a tree costs no more however long history grows.
 */
const SHARE = 0.63;
const SEEN_AT_MOST = 40_000;
/** A group of moments smaller than this does not speak for itself. */
const TRUSTED = 20;

/** How much plain trees count beside full ones; the estimator mixes these answers by its own past. */
export const MIXES: readonly number[] = [0.5, 0, 1];

/** How narrow a group most of the neighbours share with the situation asked about. */
export type Group = "path" | "activity" | "all";

/** Similar moments of past cases, to be weighed into a curve. Positions in order of remaining time. */
export interface Neighbours {
  ranks: Int32Array;
  plain: Float64Array;
  full: Float64Array;
  spent: number;
  followed: Followed | undefined;
  group: Group;
}

const lastOf = (events: Situation, length: number): string => events[length - 1]?.activity ?? "";
const pathOf = (events: Situation, length: number): string =>
  events
    .slice(0, length)
    .map((e) => `\u0001${e.activity}`)
    .join("");

/**
 * Trees as a measure of likeness: those who share leaves with a situation are its neighbours, weighted, and their
 * Kaplan–Meier curve is the answer (quantile regression forests, Meinshausen 2006; survival forests, Ishwaran et al.
 * 2008). Half of the trees are plain: they see only time and the last activity, which holds better when habits change.
 */
export class Forest {
  private readonly features: Features;
  private readonly bins: Bins;
  private readonly trees: { tree: Tree; plain: boolean }[] = [];
  private readonly remaining: Float64Array;
  private readonly open: Uint8Array;
  private readonly stays: Float64Array;
  /** What each example counts. */
  private readonly counts: Float64Array;
  private readonly touched: Int32Array;
  private readonly weights: { plain: Float64Array; full: Float64Array };
  private readonly followed = new Map<number, Followed>();
  private readonly lasts: Int32Array;
  private readonly paths: Int32Array;
  private readonly names = new Map<string, number>();

  /** @param examples at least one */
  constructor(examples: readonly Example[], clock: Clock) {
    const sorted = [...examples].sort((a, b) => a.remaining - b.remaining || Number(a.open) - Number(b.open));
    const targets = splitTargets(sorted);
    this.features = new Features(sorted, targets, clock);
    const rows = sorted.map((e) => this.features.measure(e.history.events, e.length, e.fold));
    this.bins = new Bins(rows, this.features.size);
    const columns = Array.from({ length: this.features.size }, () => new Uint8Array(sorted.length));
    rows.forEach((row, i) => {
      const binned = this.bins.of(row);
      for (let f = 0; f < columns.length; f++) columns[f]![i] = binned[f]!;
    });
    this.remaining = Float64Array.from(sorted, (e) => e.remaining);
    this.open = Uint8Array.from(sorted, (e) => Number(e.open));
    this.stays = Float64Array.from(sorted, (e) => e.stay);
    this.counts = Float64Array.from(sorted, (e) => e.weight);
    this.lasts = Int32Array.from(sorted, (e) => this.number(lastOf(e.history.events, e.length)));
    this.paths = Int32Array.from(sorted, (e) => this.number(pathOf(e.history.events, e.length)));
    this.touched = new Int32Array(sorted.length);
    this.weights = { plain: new Float64Array(sorted.length), full: new Float64Array(sorted.length) };
    this.plant(sorted, columns, targets);
    this.follow();
  }

  /**
   * Those alike who stayed longer than `spent` days after their last event without anything happening. Where too few
   * ever stayed so long, those who stayed half as long speak for them.
   */
  neighbours(situation: Situation, spent: number): Neighbours {
    const found = this.staying(situation, spent);
    if (found.ranks.length >= TRUSTED || spent <= 0) return found;
    return this.neighbours(situation, spent < 1e-3 ? 0 : spent / 2);
  }

  private staying(situation: Situation, spent: number): Neighbours {
    const row = this.bins.of(this.features.measure(situation, situation.length));
    const { plain, full } = this.weights;
    const { touched } = this;
    let count = 0;
    for (const { tree, plain: isPlain } of this.trees) {
      const weights = isPlain ? plain : full;
      const leaf = tree.leaf(row);
      let alike = 0;
      for (let j = 0; j < leaf.length; j++) {
        const i = leaf[j]!;
        if (spent <= 0 || this.stays[i]! > spent) alike += this.counts[i]!;
      }
      for (let j = 0; j < leaf.length; j++) {
        const i = leaf[j]!;
        if (spent > 0 && this.stays[i]! <= spent) continue;
        if (plain[i] === 0 && full[i] === 0) touched[count++] = i;
        weights[i] = weights[i]! + this.counts[i]! / alike;
      }
    }
    const ranks = this.touched.slice(0, count).sort();
    const found = { ranks, plain: new Float64Array(count), full: new Float64Array(count) };
    for (let j = 0; j < count; j++) {
      const i = ranks[j]!;
      found.plain[j] = plain[i]!;
      found.full[j] = full[i]!;
      plain[i] = 0;
      full[i] = 0;
    }
    const path = this.names.get(pathOf(situation, situation.length)) ?? -1;
    const last = this.names.get(lastOf(situation, situation.length)) ?? -1;
    const followed = this.followed.get(path) ?? this.followed.get(last);
    return { ...found, spent, followed, group: this.groupOf(found.ranks, path, last) };
  }

  /** The neighbours' curve where plain trees count this much (0–1). */
  curve(neighbours: Neighbours, plain: number): SurvivalCurve {
    const { ranks, spent, followed } = neighbours;
    const remaining = new Float64Array(ranks.length);
    const open = new Uint8Array(ranks.length);
    const weights = new Float64Array(ranks.length);
    let n = 0;
    for (let i = 0; i < ranks.length; i++) {
      const weight = plain * neighbours.plain[i]! + (1 - plain) * neighbours.full[i]!;
      if (weight === 0) continue;
      const rank = ranks[i]!;
      remaining[n] = this.remaining[rank]!;
      open[n] = this.open[rank]!;
      weights[n++] = weight;
    }
    return new SurvivalCurve(
      remaining.subarray(0, n),
      open.subarray(0, n),
      weights.subarray(0, n),
      spent,
      followed,
    );
  }

  private number(name: string): number {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    this.names.set(name, this.names.size);
    return this.names.size - 1;
  }

  private groupOf(ranks: Int32Array, path: number, last: number): Group {
    let samePath = 0;
    let sameLast = 0;
    for (let j = 0; j < ranks.length; j++) {
      if (this.paths[ranks[j]!] === path) samePath++;
      if (this.lasts[ranks[j]!] === last) sameLast++;
    }
    if (2 * samePath > ranks.length) return "path";
    return 2 * sameLast > ranks.length ? "activity" : "all";
  }

  private plant(examples: readonly Example[], columns: Uint8Array[], targets: Float64Array): void {
    const random = seededRandom(1);
    const full = columns.map((_, f) => f);
    const share = Math.min(SHARE, SEEN_AT_MOST / examples.length);
    const all = examples.reduce((sum, { weight }) => sum + weight, 0);
    const leaf = leafOf((all * share) / SHARE);
    const grower = new Grower(columns, targets, this.counts);
    const clusters = Int32Array.from(examples, ({ cluster }) => cluster);
    const order = new Set(clusters);
    const seen = new Uint8Array(1 + clusters.reduce((most, cluster) => Math.max(most, cluster), 0));
    const chosen = new Int32Array(examples.length);
    for (let t = 0; t < TREES; t++) {
      for (const cluster of order) seen[cluster] = Number(random() < share);
      let count = 0;
      for (let i = 0; i < clusters.length; i++) if (seen[clusters[i]!]) chosen[count++] = i;
      const plain = t % 2 === 0;
      const features = plain ? this.features.plain : full;
      const tried = Math.ceil(features.length * (plain ? 0.6 : 1 / 3));
      const growth = { leaf: plain ? 2 * leaf : leaf, features, tried, random };
      this.trees.push({ tree: grower.grow(chosen.subarray(0, count), growth), plain });
    }
  }

  private follow(): void {
    const groups = new Map<number, number[]>();
    for (const keys of [this.lasts, this.paths]) {
      keys.forEach((key, i) => {
        const group = groups.get(key);
        if (group) group.push(this.remaining[i]!);
        else groups.set(key, [this.remaining[i]!]);
      });
    }
    for (const [key, times] of groups)
      if (times.length >= TRUSTED) this.followed.set(key, followedUntil(times));
  }
}
