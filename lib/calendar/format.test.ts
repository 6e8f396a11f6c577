import { describe, expect, it } from "vitest";
import {
  formatBusinessDuration,
  formatDate,
  formatDay,
  formatInstant,
  formatLongDay,
  formatRange,
  formatSince,
} from "@/lib/calendar/format";

const style = { zone: "Europe/Berlin", now: new Date("2024-12-03T09:20:00+01:00") };
const on = (date: string) => new Date(`${date}T12:00:00+01:00`);

describe("business time in words", () => {
  it.each([
    [4.125, "4 d 1 h"],
    [0.75, "6 h"],
    [2, "2 d"],
    [11.49, "11 d 3 h"],
    [0.1, "<1 h"],
    [0, "<1 h"],
    [0.999999999, "1 d"],
    [-1.5, "1 d 4 h"],
  ])("%d days read %j", (days, text) => {
    expect(formatBusinessDuration(days)).toBe(text);
  });
});

describe("dates", () => {
  it("name the day, and the year only when it is another one", () => {
    expect(formatDay(on("2024-11-27"), style)).toBe("Wed 27 Nov");
    expect(formatDay(on("2025-01-10"), style)).toBe("Fri 10 Jan 2025");
    expect(formatSince(on("2024-11-27"), style)).toBe("since Wed 27 Nov");
    expect(formatDate(on("2024-11-27"), style)).toBe("27 Nov");
    expect(formatDate(on("2025-01-10"), style, "long")).toBe("10 January 2025");
    expect(formatLongDay(on("2024-12-03"), style)).toBe("Tuesday, 3 December 2024");
  });

  it("are the reader's, at the edge of a day and of a year", () => {
    const edge = new Date("2024-12-31T23:30:00Z");
    expect(formatDay(edge, style)).toBe("Wed 1 Jan 2025");
    expect(formatDay(edge, { ...style, zone: "America/New_York" })).toBe("Tue 31 Dec");
  });

  it("with a time carry year and zone", () => {
    expect(formatInstant(new Date("2024-12-06T17:00:00Z"), style)).toBe("Fri 6 Dec 2024, 18:00 CET");
    expect(formatInstant(new Date("2024-07-05T22:00:00Z"), style)).toBe("Sat 6 Jul 2024, 00:00 CEST");
  });

  it("are written the way of the locale", () => {
    expect(formatDay(on("2024-11-27"), { ...style, locale: "en-US" })).toBe("Wed, Nov 27");
    expect(formatRange(on("2024-12-12"), on("2024-12-15"), { ...style, locale: "de-DE" })).toBe(
      "12.–15. Dez.",
    );
  });
});

describe("ranges", () => {
  it.each([
    ["2024-12-12", "2024-12-15", "12–15 Dec", "12–15 December"],
    ["2024-11-29", "2024-12-02", "29 Nov – 2 Dec", "29 November – 2 December"],
    ["2027-01-20", "2027-01-24", "20–24 Jan 2027", "20–24 January 2027"],
    ["2024-12-30", "2025-01-03", "30 Dec 2024 – 3 Jan 2025", "30 December 2024 – 3 January 2025"],
    ["2024-12-12", "2024-12-12", "12 Dec", "12 December"],
  ])("%s to %s read %j, long %j", (from, to, short, long) => {
    expect(formatRange(on(from), on(to), style)).toBe(short);
    expect(formatRange(on(from), on(to), style, "long")).toBe(long);
  });
});
