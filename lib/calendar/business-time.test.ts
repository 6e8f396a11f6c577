import { describe, expect, it } from "vitest";
import {
  addBusinessDays,
  businessDaysBetween,
  closingOf,
  isOpen,
  isWorkingDate,
  localDate,
  nextOpening,
  workingDateOnOrAfter,
} from "@/lib/calendar/business-time";
import { type Calendar, DEFAULT_CALENDAR } from "@/lib/calendar/calendar";

const at = (text: string) => new Date(text);
/** Tuesday 3 December 2024, 09:20 in Berlin: the moment the pictures show. */
const now = at("2024-12-03T09:20:00+01:00");
const christmas: Calendar = { ...DEFAULT_CALENDAR, holidays: ["2024-12-25", "2024-12-26"] };
const shortFriday: Calendar = {
  ...DEFAULT_CALENDAR,
  hours: {
    ...DEFAULT_CALENDAR.hours,
    1: [
      ["09:00", "12:00"],
      ["13:00", "18:00"],
    ],
    5: [["09:00", "11:00"]],
  },
};

describe("a deadline in business days", () => {
  it("is that day's closing time when one whole day starts at opening", () => {
    expect(addBusinessDays(DEFAULT_CALENDAR, at("2024-12-03T09:00:00+01:00"), 1)).toEqual(
      at("2024-12-03T17:00:00+01:00"),
    );
  });

  it("falls on the same hour of a later working day, over the weekend and holidays", () => {
    expect(addBusinessDays(DEFAULT_CALENDAR, now, 4)).toEqual(at("2024-12-09T09:20:00+01:00"));
    expect(addBusinessDays(christmas, at("2024-12-24T15:00:00+01:00"), 1)).toEqual(
      at("2024-12-27T15:00:00+01:00"),
    );
  });

  it("counts from the next opening when nobody is at work, and never lies before it was set", () => {
    const saturday = at("2024-12-07T12:00:00+01:00");
    expect(addBusinessDays(DEFAULT_CALENDAR, saturday, 0)).toEqual(at("2024-12-09T09:00:00+01:00"));
    expect(addBusinessDays(DEFAULT_CALENDAR, saturday, 0.5)).toEqual(at("2024-12-09T13:00:00+01:00"));
    expect(addBusinessDays(DEFAULT_CALENDAR, saturday, 1)).toEqual(at("2024-12-09T17:00:00+01:00"));
    const closing = at("2024-12-06T17:00:00+01:00");
    expect(addBusinessDays(DEFAULT_CALENDAR, closing, 0)).toEqual(closing);
  });

  it("counts a day once however long it is", () => {
    const thursdayNoon = at("2024-12-05T13:00:00+01:00");
    expect(addBusinessDays(shortFriday, thursdayNoon, 1)).toEqual(at("2024-12-06T10:00:00+01:00"));
    expect(addBusinessDays(shortFriday, thursdayNoon, 1.5)).toEqual(at("2024-12-06T11:00:00+01:00"));
    expect(addBusinessDays(shortFriday, thursdayNoon, 2)).toEqual(at("2024-12-09T14:00:00+01:00"));
    expect(addBusinessDays(shortFriday, at("2024-12-09T12:30:00+01:00"), 0)).toEqual(
      at("2024-12-09T13:00:00+01:00"),
    );
  });

  it("counts back as well", () => {
    expect(addBusinessDays(DEFAULT_CALENDAR, now, -2)).toEqual(at("2024-11-29T09:20:00+01:00"));
    expect(addBusinessDays(DEFAULT_CALENDAR, at("2024-12-03T09:00:00+01:00"), -1)).toEqual(
      at("2024-12-02T09:00:00+01:00"),
    );
  });

  it("lasts as long on a day the clock changes: night work neither skips nor repeats time", () => {
    const nights: Calendar = {
      zone: "Europe/Berlin",
      hours: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [["01:00", "04:00"]], 7: [["01:00", "04:00"]] },
      holidays: [],
    };
    const spring = [at("2026-03-29T01:00:00+01:00"), at("2026-03-29T04:00:00+02:00")] as const;
    const autumn = [at("2026-10-25T01:00:00+02:00"), at("2026-10-25T04:00:00+01:00")] as const;
    for (const [opens, closes] of [spring, autumn]) {
      expect(businessDaysBetween(nights, opens, closes)).toBe(1);
      expect(addBusinessDays(nights, opens, 1)).toEqual(closes);
    }
    expect(addBusinessDays(nights, spring[0], 0.5)).toEqual(at("2026-03-29T03:00:00+02:00"));
    expect(addBusinessDays(nights, autumn[0], 0.5)).toEqual(at("2026-10-25T02:00:00+01:00"));
  });
});

describe("business days between two moments", () => {
  it("is a float, and negative when reversed", () => {
    const later = at("2024-12-09T13:20:00+01:00");
    expect(businessDaysBetween(DEFAULT_CALENDAR, now, later)).toBe(4.5);
    expect(businessDaysBetween(DEFAULT_CALENDAR, later, now)).toBe(-4.5);
    expect(
      businessDaysBetween(DEFAULT_CALENDAR, at("2024-12-06T17:00:00+01:00"), at("2024-12-09T09:00:00+01:00")),
    ).toBe(0);
  });

  it("counts over years", () => {
    const years = businessDaysBetween(
      DEFAULT_CALENDAR,
      at("2023-01-01T00:00:00Z"),
      at("2026-01-01T00:00:00Z"),
    );
    expect(years).toBe(260 + 262 + 261);
  });
});

describe("opening hours", () => {
  it("begin at the opening and end before the closing moment", () => {
    expect(isOpen(DEFAULT_CALENDAR, at("2024-12-03T09:00:00+01:00"))).toBe(true);
    expect(isOpen(DEFAULT_CALENDAR, at("2024-12-03T17:00:00+01:00"))).toBe(false);
    expect(nextOpening(DEFAULT_CALENDAR, now)).toEqual(now);
    expect(nextOpening(christmas, at("2024-12-24T17:00:00+01:00"))).toEqual(at("2024-12-27T09:00:00+01:00"));
  });

  it("follow the calendar's dates", () => {
    expect(isWorkingDate(christmas, "2024-12-24")).toBe(true);
    expect(isWorkingDate(christmas, "2024-12-25")).toBe(false);
    expect(isWorkingDate(christmas, "2024-12-28")).toBe(false);
    expect(workingDateOnOrAfter(christmas, "2024-12-25")).toBe("2024-12-27");
    expect(workingDateOnOrAfter(christmas, "2024-12-28")).toBe("2024-12-30");
    expect(closingOf(christmas, "2024-12-25")).toEqual(at("2024-12-27T17:00:00+01:00"));
    expect(localDate(christmas, at("2024-12-24T23:30:00Z"))).toBe("2024-12-25");
  });

  it("stay the same for a calendar read again", () => {
    const again = structuredClone(christmas);
    expect(addBusinessDays(again, now, 20)).toEqual(addBusinessDays(christmas, now, 20));
  });
});

describe("what business time cannot answer", () => {
  it("is said, not guessed", () => {
    expect(() => addBusinessDays(DEFAULT_CALENDAR, at("never"), 1)).toThrow("valid date");
    expect(() => addBusinessDays(DEFAULT_CALENDAR, now, Number.NaN)).toThrow("finite");
    expect(() => addBusinessDays(DEFAULT_CALENDAR, now, 1e9)).toThrow("1900 to 2199");
    expect(() => isWorkingDate(DEFAULT_CALENDAR, "2024-02-30")).toThrow("2024-02-30");
    const closed: Calendar = {
      zone: "UTC",
      hours: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
      holidays: [],
    };
    expect(() => nextOpening(closed, now)).toThrow("at least one weekday");
  });
});
