import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AttemptCounters, type Counter, freeAttempts, waitBefore } from "./attempt-rule";

const now = new Date("2026-03-04T10:00:00Z");
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const counter = (points: number, over: Partial<Counter> = {}): Counter => ({
  points,
  lastAt: now,
  resetsAt: inMinutes(15),
  ...over,
});
const quiet = { account: counter(0), address: counter(0) };

const anyCounter = fc
  .record({ points: fc.nat(5000), ago: fc.nat(900), left: fc.integer({ min: 1, max: 3600 }) })
  .map(({ points, ago, left }) => ({
    points,
    lastAt: new Date(now.getTime() - ago * 1000),
    resetsAt: new Date(now.getTime() + left * 1000),
  }));
const anyCounters: fc.Arbitrary<Omit<AttemptCounters, "known">> = fc.record({
  pair: anyCounter,
  account: anyCounter,
  address: anyCounter,
});

describe("attempts to sign in", () => {
  test("are free at first, wherever they come from", () => {
    for (const known of [true, false])
      for (let points = 0; points < freeAttempts; points += 1)
        expect(waitBefore({ known, pair: counter(points), ...quiet }, now)).toBe(0);
  });

  test("are spaced further and further apart", () => {
    const waits = [5, 6, 7, 8, 9].map((points) =>
      waitBefore({ known: false, pair: counter(points), ...quiet }, now),
    );
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
  });

  test("of strangers end for the rest of the window", () => {
    expect(waitBefore({ known: false, pair: counter(10), ...quiet }, now)).toBe(15 * 60_000);
    const spread = {
      pair: counter(0),
      account: counter(100, { resetsAt: inMinutes(40) }),
      address: counter(0),
    };
    expect(waitBefore({ known: false, ...spread }, now)).toBe(40 * 60_000);
    const sprayed = { pair: counter(0), account: counter(0), address: counter(60) };
    expect(waitBefore({ known: false, ...sprayed }, now)).toBe(15 * 60_000);
  });

  test("of the owner at a known address wait half a minute at most, whatever others do", () => {
    fc.assert(
      fc.property(anyCounters, (counters) => {
        const wait = waitBefore({ known: true, ...counters }, now);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(30_000);
      }),
    );
  });

  test("are never easier for a stranger than for the owner", () => {
    fc.assert(
      fc.property(anyCounters, (counters) => {
        expect(waitBefore({ known: false, ...counters }, now)).toBeGreaterThanOrEqual(
          waitBefore({ known: true, ...counters }, now),
        );
      }),
    );
  });
});
