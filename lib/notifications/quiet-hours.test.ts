import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { endOfQuiet, nextDigest } from "./quiet-hours";

/** Half hours, a gap at midnight, a clock that goes back over midnight, none at all: each a way to be wrong. */
const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "America/Santiago",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Pacific/Auckland",
  "UTC",
];
const MINUTE = 60_000;
const at = (iso: string) => new Date(iso);
const wall = (date: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(zone);
const minuteOf = (date: Date, zone: string) => wall(date, zone).hour * 60 + wall(date, zone).minute;

/** Slow and obviously right: minute after minute until the clock on the wall shows one that is not quiet. */
function walk(from: Date, quiet: { from: number; to: number }, zone: string): Date {
  for (let time = Math.floor(from.getTime() / MINUTE) * MINUTE; ; time += MINUTE) {
    const minute = minuteOf(new Date(time), zone);
    const still =
      quiet.from <= quiet.to
        ? minute >= quiet.from && minute < quiet.to
        : minute >= quiet.from || minute < quiet.to;
    if (!still) return new Date(Math.max(time, from.getTime()));
  }
}

/** A moment within a day and a half of one of the zone's clock changes, or anywhere in the year where it has none. */
const nearChange = (zone: string) => {
  const year = Temporal.ZonedDateTime.from(`2026-01-05T00:00[${zone}]`);
  const changes: number[] = [];
  for (
    let next = year.getTimeZoneTransition("next");
    next && next.year === 2026;
    next = next.getTimeZoneTransition("next")
  )
    changes.push(next.epochMilliseconds);
  if (changes.length === 0) changes.push(year.epochMilliseconds);
  return fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -36 * 60, max: 36 * 60 }))
    .map(([change, minutes]) => new Date(change + minutes * MINUTE));
};

describe("quiet hours", () => {
  test.each(ZONES)("end at the first minute that is not quiet, over every clock change: %s", (zone) => {
    const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
    fc.assert(
      fc.property(nearChange(zone), minute, minute, (now, from, to) => {
        expect(endOfQuiet(now, { from, to }, zone)).toEqual(walk(now, { from, to }, zone));
      }),
      { numRuns: 25 },
    );
  });

  test("of a night keep what comes in the evening for the morning, and nothing by day", () => {
    const night = { from: 20 * 60, to: 7 * 60 };
    expect(endOfQuiet(at("2026-03-28T20:30:00Z"), night, "Europe/Berlin")).toEqual(
      at("2026-03-29T05:00:00Z"),
    );
    expect(endOfQuiet(at("2026-03-28T12:00:00Z"), night, "Europe/Berlin")).toEqual(
      at("2026-03-28T12:00:00Z"),
    );
    expect(endOfQuiet(at("2026-03-28T20:30:00Z"), null, "Europe/Berlin")).toEqual(at("2026-03-28T20:30:00Z"));
  });
});

describe("the digest", () => {
  test.each(ZONES)("leaves at 08:00 on the wall, a day or at most a week ahead: %s", (zone) => {
    fc.assert(
      fc.property(nearChange(zone), fc.constantFrom("daily" as const, "weekly" as const), (now, rhythm) => {
        const next = nextDigest(now, rhythm, null, zone);
        expect(minuteOf(next, zone)).toBe(8 * 60);
        expect(next.getTime()).toBeGreaterThan(now.getTime());
        expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(
          (rhythm === "daily" ? 25 : 7 * 24 + 1) * 3_600_000,
        );
        if (rhythm === "weekly") expect(wall(next, zone).dayOfWeek).toBe(1);
      }),
      { numRuns: 20 },
    );
  });

  test("waits for the end of quiet hours", () => {
    const long = { from: 20 * 60, to: 9 * 60 + 30 };
    expect(nextDigest(at("2026-03-04T12:00:00Z"), "daily", long, "Europe/Berlin")).toEqual(
      at("2026-03-05T08:30:00Z"),
    );
  });
});
