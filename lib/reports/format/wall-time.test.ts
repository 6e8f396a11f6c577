import { expect, test } from "vitest";
import { wallClock } from "./wall-time";

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Africa/Casablanca",
];

/** Midnight UTC of every third day of 2026, and every 10 minutes around both clock changes of Europe and America. */
function instants(): number[] {
  const days = Array.from({ length: 122 }, (_, i) => Date.UTC(2026, 0, 1 + 3 * i));
  const changes = [Date.UTC(2026, 2, 8), Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25), Date.UTC(2026, 10, 1)];
  return [...days, ...changes.flatMap((at) => Array.from({ length: 288 }, (_, i) => at + i * 600_000))];
}

test.each(zones)("the wall clock of %s shows what Intl shows, clock changes included", (zone) => {
  const wall = wallClock(zone);
  const intl = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  for (const instant of instants()) {
    expect(new Date(wall(instant)).toISOString().slice(0, 19).replace("T", " ")).toBe(intl.format(instant));
  }
});

test("a zone that does not exist is refused", () => {
  expect(() => wallClock("Mars/Olympus")).toThrow(RangeError);
});
