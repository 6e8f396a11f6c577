import { expect, test } from "vitest";
import { DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import { turnsOf } from "./turns";

const at = (text: string) => new Date(`${text}+01:00`);

test("stays of one side are one stretch, the customer's time stands apart, and nights do not count", () => {
  const stretches = turnsOf(
    [
      { to: "quote_sent", at: at("2026-03-04T09:00") },
      { to: "pending_analysis", at: at("2026-03-02T09:00") },
      { to: "analysis_complete", at: at("2026-03-03T09:00") },
      { to: "quote_accepted", at: at("2026-03-06T09:00") },
      { to: "processing_addition", at: at("2026-03-06T09:00") },
    ],
    DEFAULT_CALENDAR,
    at("2026-03-09T13:00"),
  );
  expect(stretches.map(({ turn, days, place }) => [turn, days, place])).toEqual([
    ["producer", 2, "pending_analysis"],
    ["customer", 2, "quote_sent"],
    ["producer", 1.5, "quote_accepted"],
  ]);
});

test("an error is neither side's time", () => {
  const stretches = turnsOf(
    [
      { to: "pending_analysis", at: at("2026-03-02T09:00") },
      { to: "error", at: at("2026-03-02T13:00") },
      { to: "pending_analysis", at: at("2026-03-03T13:00") },
    ],
    DEFAULT_CALENDAR,
    at("2026-03-03T17:00"),
  );
  expect(stretches.map(({ turn, days }) => [turn, days])).toEqual([
    ["producer", 0.5],
    ["error", 1],
    ["producer", 0.5],
  ]);
});

test("nobody's time is left out: after validation the stretches end", () => {
  const stretches = turnsOf(
    [
      { to: "pending_analysis", at: at("2026-03-02T09:00") },
      { to: "cancelled", at: at("2026-03-02T13:00") },
    ],
    DEFAULT_CALENDAR,
    at("2026-03-20T09:00"),
  );
  expect(stretches.map(({ turn, days }) => [turn, days])).toEqual([["producer", 0.5]]);
});
