import { expect, test } from "vitest";
import { sideOf, turnDaysOf, turnDaysWords } from "./turn-days";

test("time is the producer's, the customer's or an error's, and nobody's after the end", () => {
  const days = turnDaysOf([
    { place: "pending_analysis", days: 2 },
    { place: "quote_sent", days: 3 },
    { place: "completed", days: 2.5 },
    { place: "error", days: 1 },
    { place: "quote_requested", days: 5 },
    { place: "validated", days: 40 },
    { place: "cancelled", days: 40 },
  ]);
  expect(days).toEqual({ producer: 7, customer: 5.5, error: 1 });
  expect(sideOf("validated")).toBeNull();
});

test("the sentence names the whole and its parts, and what is written adds up", () => {
  expect(turnDaysWords({ producer: 7, customer: 5.5, error: 0 }, "you")).toBe(
    "12.5 business days: 7 producer, 5.5 waiting for you",
  );
  expect(turnDaysWords({ producer: 0.14, customer: 0.14, error: 0.74 }, "the customer")).toBe(
    "0.9 business days: 0.1 producer, 0.1 waiting for the customer, 0.7 stopped by an error",
  );
});
