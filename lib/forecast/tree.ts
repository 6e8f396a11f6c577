/** A binary tree over binned features; a leaf holds the indices of the examples that fell into it. */
export class Tree {
  /** Nodes in the order they grew: a left side follows its node. A leaf has no feature. */
  constructor(
    private readonly feature: Int16Array,
    private readonly threshold: Uint8Array,
    private readonly right: Int32Array,
    private readonly leaves: readonly (Int32Array | undefined)[],
  ) {}

  /** The examples in the leaf where a row falls. */
  leaf(row: Uint8Array): Int32Array {
    let node = 0;
    for (;;) {
      const found = this.leaves[node];
      if (found) return found;
      node = row[this.feature[node]!]! <= this.threshold[node]! ? node + 1 : this.right[node]!;
    }
  }
}
