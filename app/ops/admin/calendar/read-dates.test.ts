import { expect, test } from "vitest";
import { readDates } from "./read-dates";

test("a pasted list of holidays is read however it is written, and what is no date is kept to be corrected", () => {
  expect(
    readDates("2026-12-25 Christmas\r\n26.12.2026;Boxing Day\n1/1/2027\n\n2026-02-30\nEaster\n2026-12-25"),
  ).toEqual({ dates: ["2026-12-25", "2026-12-26", "2027-01-01"], unread: ["2026-02-30", "Easter"] });
});

test("the dates of a calendar file are taken and the rest of it is left", () => {
  const file =
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270106\nSUMMARY:Epiphany\nEND:VEVENT\nEND:VCALENDAR";
  expect(readDates(file)).toEqual({ dates: ["2027-01-06"], unread: [] });
});
