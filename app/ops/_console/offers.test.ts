import { expect, test } from "vitest";
import { cannotWords, offersOf } from "./offers";

test("the bar offers what can be done to any of the chosen, what moves most of them on first", () => {
  const offers = offersOf([
    { events: ["freeze", "cancel", "requestQuote"], begun: true, count: 5 },
    { events: ["retry", "cancel"], begun: false, count: 1 },
  ]);
  expect(offers.map(({ event, can, of }) => [event, can, of])).toEqual([
    ["freeze", 5, 6],
    ["retry", 1, 6],
    ["requestQuote", 5, 6],
    ["cancel", 6, 6],
  ]);
  expect(offers.find(({ event }) => event === "retry")?.begun).toBe(false);
});

test("it says how many cannot follow", () => {
  expect(cannotWords({ can: 5, of: 6 }, "Freeze")).toBe("1 of 6 cannot freeze");
  expect(cannotWords({ can: 6, of: 6 }, "Freeze")).toBeNull();
});
