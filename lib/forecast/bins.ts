const MOST = 250;

/** Numbers made small: each feature cut into at most 250 bins of equal count; 0 is "unknown". */
export class Bins {
  private readonly cuts: Float64Array[];

  constructor(rows: readonly Float64Array[], features: number) {
    this.cuts = Array.from({ length: features }, (_, f) => {
      const sorted = Float64Array.from(rows.map((row) => row[f]!).filter((x) => !Number.isNaN(x))).sort();
      const cuts: number[] = [];
      for (let b = 1; b < MOST; b++) {
        const cut = sorted[Math.floor((sorted.length * b) / MOST)];
        if (cut !== undefined && cut > (cuts.at(-1) ?? sorted[0]!)) cuts.push(cut);
      }
      return Float64Array.from(cuts);
    });
  }

  /** The bin of each value of one row. */
  of(row: Float64Array): Uint8Array {
    const bins = new Uint8Array(row.length);
    for (let f = 0; f < row.length; f++) {
      const x = row[f]!;
      if (Number.isNaN(x)) continue;
      const cuts = this.cuts[f]!;
      let low = 0;
      let high = cuts.length;
      while (low < high) {
        const mid = (low + high) >> 1;
        if (cuts[mid]! <= x) low = mid + 1;
        else high = mid;
      }
      bins[f] = low + 1;
    }
    return bins;
  }
}
