import fc from "fast-check";
import { expect, test } from "vitest";
import { addCounts, NO_COUNTS, type PlaceCounts, progressOf } from "./progress";
import { PLACES } from "./states";

const counts = fc
  .tuple(...PLACES.map(() => fc.nat(2_000)))
  .map((n) => Object.fromEntries(PLACES.map((place, i) => [place, n[i]])) as PlaceCounts);

test("the seed's example counts 45% complete and 60% produced", () => {
  const seed = {
    ...NO_COUNTS,
    working_3d_assets: 17,
    freezing_time: 6,
    batch_created: 4,
    processing_addition: 3,
  };
  const progress = progressOf({ ...seed, completed: 15, validated: 45, quote_sent: 10 });
  expect(progress).toMatchObject({ all: 100, active: 100, complete: 45, produced: 60 });
  expect(progress.buckets).toEqual({
    production: 30,
    hold: 10,
    ready: 15,
    validated: 45,
    attention: 0,
    cancelled: 0,
  });
});

test("the five buckets sum to active, and 100% means every one", () => {
  fc.assert(
    fc.property(counts, (c) => {
      const { buckets, active, all, complete, produced } = progressOf(c);
      const { production, hold, ready, validated, attention, cancelled } = buckets;
      expect(production + hold + ready + validated + attention).toBe(active);
      expect(active + cancelled).toBe(all);
      expect(complete === 100).toBe(active > 0 && validated === active);
      expect(produced ?? 0).toBeGreaterThanOrEqual(complete ?? 0);
    }),
  );
});

test("nothing active has no percentage", () => {
  expect(progressOf({ ...NO_COUNTS, cancelled: 7 })).toMatchObject({
    active: 0,
    complete: null,
    produced: null,
  });
});

test("sums of parts are parts of the sum", () => {
  fc.assert(
    fc.property(counts, counts, (a, b) => {
      expect(progressOf(addCounts(a, b)).active).toBe(progressOf(a).active + progressOf(b).active);
    }),
  );
});
