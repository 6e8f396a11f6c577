import { expect, test } from "vitest";
import { notificationWords } from "./words";

test("who is told that a quote expired reads that another follows", () => {
  const data = { batch: "Trade fair Munich", event: "expireQuote" };
  expect(notificationWords({ kind: "state_change", count: 1, data })).toBe(
    "One variant of Trade fair Munich: the quote expired before it was decided; a new one follows.",
  );
  expect(notificationWords({ kind: "state_change", count: 2, data: { ...data, event: "freeze" } })).toMatch(
    /^Two variants of Trade fair Munich: [a-z]/,
  );
});
