import { expect, test } from "vitest";
import { expiryChoices } from "./expiry";

test("a link works to the end of its last day where the producer is, also over a change of the clock", () => {
  const [week, month] = expiryChoices(new Date("2026-03-24T23:30:00Z"), "Europe/Berlin");
  expect(week).toEqual({ day: "2026-04-01", at: new Date("2026-04-01T21:59:59.999Z") });
  expect(month?.day).toBe("2026-04-24");
});
