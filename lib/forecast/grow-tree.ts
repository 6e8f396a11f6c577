import { Tree } from "./tree";

/** Examples a leaf keeps at most. */
const MOST = 40;

/** How a tree may grow: least weight of a leaf, the features it may use, how many it looks at per split, and chance. */
export interface Growth {
  leaf: number;
  tried: number;
  features: readonly number[];
  random: () => number;
}

interface Split {
  feature: number;
  bin: number;
}

/**
 * Grows trees over the same examples, one after the other: splits greedily where the targets' variance falls most (CART;
 * Breiman et al. 1984), each time looking at a random part of the features (Breiman 2001). What it needs on the way is
 * kept from tree to tree, so a tree costs its leaves alone.
 */
export class Grower {
  private readonly sums = new Float64Array(256);
  private readonly counts = new Float64Array(256);
  private readonly aside: Int32Array;
  /** The weights and weighed targets of those looked at, side by side. */
  private readonly near: { weights: Float64Array; targets: Float64Array };
  private indices: Int32Array = new Int32Array();
  private order: Int32Array = new Int32Array();
  private nodes: { feature: number; bin: number; right: number; leaf: Int32Array | undefined }[] = [];

  /** @param columns per feature, the bin of each example */
  constructor(
    private readonly columns: readonly Uint8Array[],
    private readonly targets: Float64Array,
    private readonly weights: Float64Array,
  ) {
    this.aside = new Int32Array(targets.length);
    this.near = { weights: new Float64Array(targets.length), targets: new Float64Array(targets.length) };
  }

  /** A tree of the examples at `indices`, which it puts in another order. */
  grow(indices: Int32Array, growth: Growth): Tree {
    this.indices = indices;
    this.order = Int32Array.from(growth.features);
    this.nodes = [];
    this.branch(0, indices.length, growth);
    const { nodes } = this;
    return new Tree(
      Int16Array.from(nodes, (node) => node.feature),
      Uint8Array.from(nodes, (node) => node.bin),
      Int32Array.from(nodes, (node) => node.right),
      nodes.map((node) => node.leaf),
    );
  }

  /** Grows what lies from `from` to before `to`. */
  private branch(from: number, to: number, growth: Growth): void {
    const split = this.bestSplit(from, to, growth);
    const leaf = split ? undefined : sample(this.indices.slice(from, to), growth.random);
    const node = { feature: split?.feature ?? -1, bin: split?.bin ?? 0, right: -1, leaf };
    this.nodes.push(node);
    if (!split) return;
    const middle = this.part(from, to, split);
    this.branch(from, middle, growth);
    node.right = this.nodes.length;
    this.branch(middle, to, growth);
  }

  /** Puts those of the left side first, both sides in the order they had; answers where the right side begins. */
  private part(from: number, to: number, { feature, bin }: Split): number {
    const { indices, aside } = this;
    const column = this.columns[feature]!;
    let left = from;
    let right = 0;
    for (let i = from; i < to; i++) {
      const index = indices[i]!;
      if (column[index]! <= bin) indices[left++] = index;
      else aside[right++] = index;
    }
    indices.set(aside.subarray(0, right), left);
    return left;
  }

  private bestSplit(from: number, to: number, { leaf, tried, random }: Growth): Split | undefined {
    const { indices, order, sums, counts } = this;
    const { weights, targets } = this.near;
    const n = to - from;
    let all = 0;
    let total = 0;
    for (let i = 0; i < n; i++) {
      const index = indices[from + i]!;
      const weight = this.weights[index]!;
      weights[i] = weight;
      targets[i] = weight * this.targets[index]!;
      all += weight;
      total += targets[i]!;
    }
    if (all < 2 * leaf) return undefined;
    let best = (total * total) / all + 1e-9;
    let found: Split | undefined;
    for (let t = 0; t < Math.min(tried, order.length); t++) {
      const other = t + Math.floor(random() * (order.length - t));
      const feature = order[other]!;
      order[other] = order[t]!;
      order[t] = feature;
      const column = this.columns[feature]!;
      let lowest = 255;
      let highest = 0;
      for (let i = 0; i < n; i++) {
        const bin = column[indices[from + i]!]!;
        sums[bin] = sums[bin]! + targets[i]!;
        counts[bin] = counts[bin]! + weights[i]!;
        if (bin < lowest) lowest = bin;
        if (bin > highest) highest = bin;
      }
      let sum = 0;
      let count = 0;
      for (let bin = lowest; bin <= highest; bin++) {
        const here = counts[bin]!;
        if (here === 0) continue;
        sum += sums[bin]!;
        count += here;
        sums[bin] = 0;
        counts[bin] = 0;
        if (count < leaf || all - count < leaf) continue;
        const score = (sum * sum) / count + ((total - sum) * (total - sum)) / (all - count);
        if (score > best) {
          best = score;
          found = { feature, bin };
        }
      }
    }
    return found;
  }
}

/** A large leaf is spoken for by a random few: its curve hardly moves, and asking stays fast. */
function sample(indices: Int32Array, random: () => number): Int32Array {
  if (indices.length <= MOST) return indices;
  for (let i = 0; i < MOST; i++) {
    const other = i + Math.floor(random() * (indices.length - i));
    const chosen = indices[other]!;
    indices[other] = indices[i]!;
    indices[i] = chosen;
  }
  return indices.slice(0, MOST);
}
