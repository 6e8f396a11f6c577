/** Examples a leaf keeps at most. */
const MOST = 40;

/** How a tree may grow: least examples in a leaf, the features it may use, how many it looks at per split, and chance. */
export interface Growth {
  leaf: number;
  tried: number;
  features: readonly number[];
  random: () => number;
}

/** A binary tree over binned features; a leaf holds the indices of the examples that fell into it. */
export class Tree {
  private readonly feature: number[] = [];
  private readonly threshold: number[] = [];
  private readonly right: number[] = [];
  private readonly leaves: (Int32Array | undefined)[] = [];

  /**
   * Splits greedily where the targets' variance falls most (CART; Breiman et al. 1984), each time looking at a random
   * part of the features (Breiman 2001).
   */
  constructor(
    private readonly columns: readonly Uint8Array[],
    private readonly targets: Float64Array,
    private readonly growth: Growth,
    indices: Int32Array,
  ) {
    const order = Int32Array.from(growth.features);
    this.grow(indices, order, new Float64Array(256), new Int32Array(256));
  }

  /** The examples in the leaf where a row falls. */
  leaf(row: Uint8Array): Int32Array {
    let node = 0;
    for (;;) {
      const found = this.leaves[node];
      if (found) return found;
      node = row[this.feature[node]!]! <= this.threshold[node]! ? node + 1 : this.right[node]!;
    }
  }

  private grow(indices: Int32Array, order: Int32Array, sums: Float64Array, counts: Int32Array): void {
    const node = this.feature.length;
    const split = this.bestSplit(indices, order, sums, counts);
    this.feature.push(split?.feature ?? -1);
    this.threshold.push(split?.bin ?? 0);
    this.right.push(-1);
    this.leaves.push(split ? undefined : this.sample(indices));
    if (!split) return;
    const column = this.columns[split.feature]!;
    this.grow(
      indices.filter((i) => column[i]! <= split.bin),
      order,
      sums,
      counts,
    );
    this.right[node] = this.feature.length;
    this.grow(
      indices.filter((i) => column[i]! > split.bin),
      order,
      sums,
      counts,
    );
  }

  /** A large leaf is spoken for by a random few: its curve hardly moves, and asking stays fast. */
  private sample(indices: Int32Array): Int32Array {
    if (indices.length <= MOST) return indices;
    const pool = indices.slice();
    for (let i = 0; i < MOST; i++) {
      const other = i + Math.floor(this.growth.random() * (pool.length - i));
      const chosen = pool[other]!;
      pool[other] = pool[i]!;
      pool[i] = chosen;
    }
    return pool.slice(0, MOST);
  }

  private bestSplit(indices: Int32Array, order: Int32Array, sums: Float64Array, counts: Int32Array) {
    const { leaf, tried, random } = this.growth;
    const n = indices.length;
    if (n < 2 * leaf) return undefined;
    let total = 0;
    for (let i = 0; i < n; i++) total += this.targets[indices[i]!]!;
    let best = (total * total) / n + 1e-9;
    let found: { feature: number; bin: number } | undefined;
    for (let t = 0; t < Math.min(tried, order.length); t++) {
      const other = t + Math.floor(random() * (order.length - t));
      const feature = order[other]!;
      order[other] = order[t]!;
      order[t] = feature;
      const column = this.columns[feature]!;
      let lowest = 255;
      let highest = 0;
      for (let i = 0; i < n; i++) {
        const index = indices[i]!;
        const bin = column[index]!;
        sums[bin] = sums[bin]! + this.targets[index]!;
        counts[bin] = counts[bin]! + 1;
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
        if (count < leaf || n - count < leaf) continue;
        const score = (sum * sum) / count + ((total - sum) * (total - sum)) / (n - count);
        if (score > best) {
          best = score;
          found = { feature, bin };
        }
      }
    }
    return found;
  }
}
