import { describe, expect, it } from "vitest";
import { calendarSchema, DEFAULT_CALENDAR, parseCalendar } from "@/lib/calendar/calendar";

const stored = { zone: "Europe/Berlin", hours: { "1": [["09:00", "17:00"]] }, holidays: [] };

/** Every fault as "path: message". */
function faults(input: unknown): string[] {
  const result = calendarSchema.safeParse(input);
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("a calendar from outside", () => {
  it("comes back as it was stored", () => {
    expect(parseCalendar(JSON.parse(JSON.stringify(DEFAULT_CALENDAR)))).toEqual(DEFAULT_CALENDAR);
  });

  it("is put in order, days without hours are free", () => {
    const calendar = parseCalendar({
      zone: "America/New_York",
      hours: {
        "3": [
          ["13:00", "24:00"],
          ["08:30", "13:00"],
        ],
      },
      holidays: ["2026-12-25", "2026-01-01", "2026-12-25"],
    });
    expect(calendar.hours[3]).toEqual([
      ["08:30", "13:00"],
      ["13:00", "24:00"],
    ]);
    expect(calendar.hours[1]).toEqual([]);
    expect(calendar.holidays).toEqual(["2026-01-01", "2026-12-25"]);
  });

  it.each([
    ["Mars/Olympus", "zone: This time zone is not known"],
    ["+02:00", "zone: This time zone is not known"],
    ["", "zone: This time zone is not known"],
  ])("is refused with the zone %j", (zone, fault) => {
    expect(faults({ ...stored, zone })).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    [[["17:00", "09:00"]], "hours.2.0: The hours end before they begin"],
    [[["09:00", "09:00"]], "hours.2.0: The hours end before they begin"],
    [[["09:00", "25:00"]], "hours.2.0.1: Write a time as HH:MM"],
    [[["9:00", "17:00"]], "hours.2.0.0: Write a time as HH:MM"],
    [
      [
        ["12:00", "17:00"],
        ["09:00", "12:30"],
      ],
      "hours.2: 09:00–12:30 and 12:00–17:00 overlap",
    ],
  ])("is refused with the hours %j, at their weekday", (tuesday, fault) => {
    expect(faults({ ...stored, hours: { ...stored.hours, "2": tuesday } })).toEqual([
      expect.stringContaining(fault),
    ]);
  });

  it("is refused without any working day, with an eighth weekday, or a holiday that is no date", () => {
    expect(faults({ ...stored, hours: {} })).toEqual([
      expect.stringContaining("hours: No weekday has working hours"),
    ]);
    expect(faults({ ...stored, hours: { ...stored.hours, "8": [] } })).toHaveLength(1);
    expect(faults({ ...stored, holidays: ["2026-02-30"] })).toEqual([
      "holidays.0: Write a holiday as a real date, such as 2026-12-25.",
    ]);
  });
});
